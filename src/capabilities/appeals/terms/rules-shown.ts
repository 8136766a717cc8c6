import { dayIn } from '#platform/calendar/door.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { inLanguage } from '#rooms/organisations/door.ts';
import { isOffered } from '../listed/listed.ts';
import { groundOf } from './ground.server.ts';
import { rulesIn, stops } from './rules.ts';

/** The rules that hold in a territory today and what a wait stops, in words for the office. */
export async function rulesShown(territory: TerritoryId, lang: string, now = new Date()) {
	const ground = await groundOf(territory);
	const { book } = ground;
	const rules = [...rulesIn(book, ground.where, dayIn(ground.zone, now)).values()];
	return {
		rules: rules.map((rule) => {
			const text = inLanguage(rule.texts, lang);
			return {
				kind: rule.kind,
				amount: rule.amount,
				unit: rule.unit,
				prolongDays: rule.prolongDays,
				short: text?.short ?? rule.code,
				demands: text?.demands ?? '',
				source: rule.source,
				url: rule.url,
				since: rule.validFrom,
			};
		}),
		waits: book.reasons.filter(isOffered).map((reason) => ({
			name: inLanguage(reason.texts, lang)?.name ?? reason.code,
			amount: reason.mostAmount,
			unit: reason.mostUnit,
			stops: (['promise', 'reaction'] as const).filter((kind) =>
				stops(book, reason.code, kind, { areas: ground.where.areas, chain: [] }),
			),
		})),
	};
}
