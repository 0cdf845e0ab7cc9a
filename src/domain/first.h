/*
 * first.h - what an empty portal starts with, so that the first ticket
 * can be opened before anyone has edited the catalogue.
 */
#ifndef GUICHET_DOMAIN_FIRST_H
#define GUICHET_DOMAIN_FIRST_H

#include "base/ctx.h"

/* One sub-type, one product, two problem types, the four severities, one
 * region, the dimensions, one agreement.  Nothing if there is a catalogue. */
enum err first_catalogue(struct ctx *) MUST_CHECK;

/* What triggers need to know of the configuration. */
enum err first_settings(struct ctx *) MUST_CHECK;

/* What who grants access agrees to, if there is no such agreement yet, but a
 * catalogue.  Last, as it takes the next number. */
enum err first_access_agreement(struct ctx *) MUST_CHECK;

#endif
