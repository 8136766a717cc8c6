import type { Db } from '#platform/db/door.server.ts';
import type { Rulebook, RuleRow, Stop, WaitReason } from './rules.ts';

/** All rules of terms with what may stop them: small tables, read whole. */
export async function readRulebook(db: Db): Promise<Rulebook> {
	const [rules, ruleTexts, reasons, reasonTexts, stops] = await Promise.all([
		db<Omit<RuleRow, 'texts'>[]>`
			select code, valid_from::text as "validFrom", valid_to::text as "validTo", kind, country, holds_in as "holdsIn", amount,
				unit, day_off as "dayOff", prolong_days as "prolongDays", goes_along as "goesAlong", source,
				source_on::text as "sourceOn", url
			from appeals.term_rule order by kind, code, valid_from`,
		db<{ code: string; lang: string; short: string; demands: string }[]>`
			select code, lang, short, demands from appeals.term_rule_text`,
		db<Omit<WaitReason, 'texts'>[]>`
			select code, position, most_amount as "mostAmount", most_unit as "mostUnit", since::text as since, until::text as until,
				source, source_on::text as "sourceOn", revision
			from appeals.wait_reason order by position, code`,
		db<{ code: string; lang: string; name: string; said: string }[]>`
			select code, lang, name, said from appeals.wait_reason_text`,
		db<Stop[]>`select reason, kind, category, holds_in as "holdsIn", stops from appeals.wait_stops`,
	]);
	const textsOf = Map.groupBy(ruleTexts, (one) => one.code);
	const saidOf = Map.groupBy(reasonTexts, (one) => one.code);
	return {
		rules: rules.map((rule) => ({ ...rule, texts: textsOf.get(rule.code) ?? [] })),
		reasons: reasons.map((reason) => ({ ...reason, texts: saidOf.get(reason.code) ?? [] })),
		stops: [...stops],
	};
}
