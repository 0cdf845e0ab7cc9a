/*
 * audit_event.c - the names of all events of the audit trail.
 */
#include <string.h>

#include "domain/audit.h"

/* The eight that the Cloud Trace Service knows come first in their kind. */
static const char *const cases[] = { "createCase", "deleteCase", "cancelCase",
	"closeCase", "createScores", "createMessage", "withdrawMessage",
	"rejectCase", "takeCase", "assignCase", "releaseCase", "createNote",
	"askCustomer", "remindCustomer", "resolveCase", "pauseCase",
	"resumeCase", "invalidateCase", "reopenCase", "restoreCase",
	"reclassifyCase", "purgeCase", "updateContact", "deleteContact",
	"updateExtends", "createRelations", "deleteRelation", "linkLabels",
	"unlinkLabels", "revealSecret", "exportCase", "createLink", NULL };
static const char *const authorizations[] = { "confirmAuthorizations",
	"rejectAuthorizations", "cancelAuthorizations", "requestAuthorization",
	"recallAuthorization", "expireAuthorization", NULL };
static const char *const labels[] = { "createLabel", "updateLabel",
	"deleteLabel", NULL };
static const char *const reports[] = { "createFeedback", "updateFeedback",
	"purgeFeedback", NULL };
static const char *const signs[] = { "login", "loginFailed", "proofFailed",
	"knowDevice", "endSession", "changePassword", "enableTotp",
	"disableTotp", "resetTotp", "renewRecoveryCodes", "createAccessKey",
	"deleteAccessKey", NULL };
static const char *const people[] = { "createUser", "updateUser",
	"updateProfile", "resetPassword", "disableUser", "enableUser",
	"importUsers", "exportUsers", NULL };
static const char *const organizations[] = { "createAccount", "updateAccount",
	"updateQuota", "switchPolicy", "grantPrivilege", "revokePrivilege",
	"createGroup", "updateGroup", "deleteGroup", "addGroupMember",
	"removeGroupMember", NULL };
static const char *const catalogue[] = { "createSubType", "updateSubType",
	"createProduct", "updateProduct", "createProblemType",
	"updateProblemType", "createTemplate", "updateTemplate",
	"createExtraField", "updateExtraField", "createSeverity",
	"updateSeverity", "createRegion", "updateRegion", "createDimension",
	"updateDimension", "publishAgreement", NULL };
static const char *const desk[] = { "createQueue", "updateQueue", "deleteQueue",
	"updateCalendar", "createReply", "updateReply", NULL };
static const char *const systems[] = { "fileInfected", "updateLimits", "runJob",
	"verifyAudit", "exportAudit", NULL };

const struct audit_kind audit_kinds[] = {
	{ "ticket", cases },
	{ "authorization", authorizations },
	{ "label", labels },
	{ "feedback", reports },
	{ "login", signs },
	{ "user", people },
	{ "organization", organizations },
	{ "catalogue", catalogue },
	{ "desk", desk },
	{ "system", systems },
};
const size_t audit_nkinds = NELEM(audit_kinds);

bool
audit_event_known(const char *event)
{
	for (size_t i = 0; i < NELEM(audit_kinds); i++)
		for (size_t k = 0; audit_kinds[i].event[k] != NULL; k++)
			if (strcmp(audit_kinds[i].event[k], event) == 0)
				return true;
	return false;
}
