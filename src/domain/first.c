#include "domain/first.h"

#include "base/conf.h"
#include "domain/limit.h"
#include "store/store.h"

#define MINUTE ((int64_t)60)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

static const struct {
	const char *id;
	struct words name, desc;
	int64_t first_response, resolution, rank;
} severities[] = {
	{ "general", { "General", "一般" },
	    { "A single function misbehaves, or a question",
		"单个功能异常，或使用咨询" },
	    8 * HOUR, 5 * DAY, 1 },
	{ "important", { "Important", "重要" },
	    { "Work is hindered, there is a way around",
		"业务受影响，有替代办法" },
	    4 * HOUR, 3 * DAY, 2 },
	{ "urgent", { "Urgent", "紧急" },
	    { "Production is impaired, there is no good way around",
		"生产业务受损，没有好的替代办法" },
	    1 * HOUR, 1 * DAY, 3 },
	{ "critical", { "Critical", "特急" },
	    { "Production stands still", "生产业务中断" }, 15 * MINUTE,
	    4 * HOUR, 4 },
};

static const struct {
	int64_t id;
	struct words name, desc;
} dimensions[] = {
	{ 1, { "Timeliness", "处理及时性" },
	    { "How quickly we acted", "我们处理得是否及时" } },
	{ 3, { "Result", "处理结果" },
	    { "How well the problem was solved", "问题解决得如何" } },
};

static const struct {
	const char *id;
	int case_type;
	struct words name, desc, template;
} problem_types[] = {
	{ "consultation", 0, { "Question", "咨询" },
	    { "How something works, what is possible", "使用方法、功能与建议" },
	    { "What I want to achieve:\n\nWhat I have tried:\n",
		"想要达到的效果：\n\n已尝试：\n" } },
	{ "fault", 5, { "Fault", "报障" },
	    { "Something does not work as it should", "功能异常或不可用" },
	    { "What happens:\n\nWhat I expected:\n\nSince when, how often:\n"
	      "\nWhat I have tried:\n",
		"现象：\n\n期望：\n\n开始时间与频率：\n\n已尝试：\n" } },
};

static enum err
put_problem_types(struct ctx *cx)
{
	enum err rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < NELEM(problem_types); i++) {
		rc = store_put_problem_type(cx, problem_types[i].id, "service",
		    problem_types[i].case_type, problem_types[i].name,
		    problem_types[i].desc, (int64_t)i + 1);
		if (rc == ERR_OK)
			rc = store_put_template(cx, problem_types[i].id,
			    problem_types[i].id, problem_types[i].template);
	}
	return rc;
}

static enum err
put_severities(struct ctx *cx)
{
	enum err rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < NELEM(severities); i++)
		rc = store_put_severity(cx, severities[i].id,
		    severities[i].name, severities[i].desc,
		    severities[i].first_response, severities[i].resolution,
		    severities[i].rank);
	return rc;
}

static enum err
put_all(struct ctx *cx)
{
	static const struct words none = { "", "" };
	static const struct words agreement = { "Ticket Service Protocol",
		"工单服务协议" };
	static const struct words terms = {
		"What you write and attach is used to solve your problem and "
		"is kept with the ticket.\n\nDo not write passwords or keys "
		"into a ticket.\n",
		"您填写和上传的内容仅用于解决您的问题，并随工单保存。\n\n"
		"请勿在工单中填写密码或密钥。\n"
	};
	enum err rc;

	rc = store_put_sub_type(
	    cx, "general", (struct words){ "General", "通用" }, 1);
	if (rc == ERR_OK)
		rc = store_put_product(cx, "service", "general", "",
		    (struct words){ "Our service", "我们的服务" }, none, 1);
	if (rc == ERR_OK)
		rc = put_problem_types(cx);
	if (rc == ERR_OK)
		rc = put_severities(cx);
	if (rc == ERR_OK)
		rc = store_put_region(cx, "default",
		    (struct words){ "Default site", "默认站点" }, 0, 1);
	for (size_t i = 0; rc == ERR_OK && i < NELEM(dimensions); i++)
		rc = store_put_dimension(cx, dimensions[i].id,
		    dimensions[i].name, dimensions[i].desc, (int64_t)i + 1);
	if (rc == ERR_OK)
		rc = store_put_agreement(cx, 1, agreement, terms);
	return rc;
}

enum err
first_catalogue(struct ctx *cx)
{
	bool empty;
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_catalogue_empty(cx, &empty);
	if (rc == ERR_OK && empty)
		rc = put_all(cx);
	return store_end(cx, rc);
}

enum err
first_settings(struct ctx *cx)
{
	const struct conf *given = cx->conf;
	struct limits limits;
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	limits_init(&limits, given);
	rc = limits_refresh(cx, &limits, NULL);
	if (rc == ERR_OK)
		rc = store_setting_put(
		    cx, "withdraw_window", cx->conf->tickets_withdraw_window);
	cx->conf = given;
	if (rc == ERR_OK)
		rc = store_setting_put(
		    cx, "own_queues_only", given->tickets_own_queues_only);
	return store_end(cx, rc);
}

enum err
first_access_agreement(struct ctx *cx)
{
	static const struct words name = { "Authorization letter", "授权书" };
	static const struct words content = {
		"You let the engineer who works on your ticket use what you "
		"fill "
		"in here, for the purpose that the request names, from the "
		"time to the time that you set.\n\n"
		"Only this engineer can see it. Each look at it is noted, and "
		"you can see who looked and when.\n\n"
		"It is erased when the time is over, when you or we take the "
		"authorization back, and when the ticket ends. Please change "
		"the password afterwards all the same.\n\n"
		"You can take the authorization back at any time.\n",
		"您允许处理该工单的工程师在您设定的起止时间内，为申请所述目的"
		"使用您在此填写的信息。\n\n"
		"只有该工程师可以查看。每次查看都会留下记录，您可以看到查看人"
		"与时间。\n\n"
		"授权到期、被撤回或取消，以及工单结束时，这些信息将被清除。"
		"建议您事后仍修改密码。\n\n"
		"您可以随时取消授权。\n"
	};
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	return store_end(cx, store_put_access_agreement(cx, name, content));
}
