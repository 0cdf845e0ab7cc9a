#include "domain/password.h"

#include <string.h>

#include "base/conf.h"
#include "base/utf8.h"
#include "domain/name.h"

/* Letters that are left of a password once its guessable parts are gone. */
#define LEFT_LEAST 4

/* Of these most of the passwords are made that are tried first; no shorter
 * than WORD_LEAST. */
#define WORD_LEAST 3
static const char *const known[] = { "password", "passwort", "passwd",
	"passphrase", "qwertyuiop", "qwerty", "qwertz", "azerty", "asdfghjkl",
	"asdf", "zxcvbnm", "zxcv", "qazwsx", "iaz2wsx", "letmein", "welcome",
	"iloveyou", "woaini", "admin", "administrator", "root", "login",
	"secret", "changeme", "default", "monkey", "dragon", "sunshine",
	"princess", "football", "baseball", "master", "superman", "batman",
	"shadow", "michael", "jordan", "starwars", "pokemon", "summer",
	"winter", "spring", "autumn", "hello", "guest", "test", "abcdef", "abc",
	"xyz", "guichet", "ticket", "support", "helpdesk" };

/* Few different signs, or a run of neighbours. */
static bool
too_simple(const char *s)
{
	bool used[256] = { false };
	size_t distinct = 0, steps = 0, len = strlen(s);

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		distinct += !used[c];
		used[c] = true;
		if (i > 0 &&
		    (c == (unsigned char)s[i - 1] + 1 ||
			c == (unsigned char)s[i - 1]))
			steps++;
	}
	return distinct < 5 || steps * 10 > len * 8;
}

/* In small letters, signs that stand for letters as these. */
static char *
plain(struct arena *mem, const char *s)
{
	static const struct {
		char sign, letter;
	} rows[] = { { '0', 'o' }, { '1', 'i' }, { '!', 'i' }, { '3', 'e' },
		{ '4', 'a' }, { '@', 'a' }, { '5', 's' }, { '$', 's' } };
	char *out = arena_strdup(mem, s);

	for (char *p = out; *p != '\0'; p++) {
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
		for (size_t i = 0; i < NELEM(rows); i++)
			if (*p == rows[i].sign)
				*p = rows[i].letter;
	}
	return out;
}

/* What is left of a password: as it was typed, and plain; equally long. */
struct left {
	char *typed, *plain;
};

static void
cut(char *s, size_t at, size_t len)
{
	memmove(s + at, s + at + len, strlen(s + at + len) + 1);
}

/* Take the word out of it, wherever it stands. */
static void
take_out(struct arena *mem, struct left *l, const char *word, size_t len)
{
	const char *w = plain(mem, arena_strndup(mem, word, len)), *at;

	if (len < WORD_LEAST)
		return;
	while ((at = strstr(l->plain, w)) != NULL) {
		size_t i = (size_t)(at - l->plain);

		cut(l->plain, i, len);
		cut(l->typed, i, len);
	}
}

/* Each word of it. */
static void
take_out_all(struct arena *mem, struct left *l, const char *text)
{
	while (*text != '\0') {
		size_t len = strcspn(text, " .-_@+");

		take_out(mem, l, text, len);
		text += len;
		text += strspn(text, " .-_@+");
	}
}

static size_t
letters(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
		    (unsigned char)*s >= 0x80;
	return n;
}

/* Is there hardly more in it than words that a guesser has at hand? */
static bool
guessable(const struct ctx *cx, const struct user *who, const char *password)
{
	const char *about[] = { who->name, who->display_name,
		cx->conf->site_name };
	struct left l = { arena_strdup(cx->mem, password),
		plain(cx->mem, password) };

	take_out(cx->mem, &l, who->email, strcspn(who->email, "@"));
	for (size_t i = 0; i < NELEM(about); i++)
		take_out_all(cx->mem, &l, about[i]);
	for (size_t i = 0; i < NELEM(known); i++)
		take_out(cx->mem, &l, known[i], strlen(known[i]));
	return letters(l.typed) < LEFT_LEAST &&
	    strlen(l.typed) < strlen(password);
}

int64_t
password_least(const struct ctx *cx, bool two_factor)
{
	const int least = cx->conf->passwords_min_length;
	const int with = cx->conf->passwords_min_length_two_factor;

	return two_factor && with < least ? with : least;
}

const char *
password_wrong(const struct ctx *cx, const struct user *who,
    const char *password, bool two_factor, int64_t *n)
{
	const size_t least = (size_t)password_least(cx, two_factor);

	*n = 0;
	if (strlen(password) > PASSWORD_MAX) {
		*n = PASSWORD_MAX;
		return "password_long";
	}
	if (utf8_count(password) < least) {
		*n = (int64_t)least;
		return "password_short";
	}
	return too_simple(password) || guessable(cx, who, password)
	    ? "password_common"
	    : NULL;
}
