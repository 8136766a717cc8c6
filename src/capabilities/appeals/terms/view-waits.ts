import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { type Actor, installation, may } from '#platform/permissions/door.ts';
import { inLanguage } from '#rooms/organisations/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import { isOffered } from '../listed/listed.ts';
import { mayEditWaits } from './edit-waits.ts';
import { rulebook } from './ground.server.ts';
import { stopFor } from './rules.ts';
import { clocksChanges, waitChanges } from './waits-store.server.ts';

/** The kinds of waiting as the office sees them in a territory (0: everywhere), for a category ('': for all). */
export async function viewWaits(actor: Actor, of: { holdsIn: TerritoryId; category: string }) {
	const [book, all, changes, clocks] = await Promise.all([
		rulebook(),
		categories(),
		waitChanges(database()),
		clocksChanges(database(), of),
	]);
	const areas = of.holdsIn === installation ? [] : [of.holdsIn, ...tree.ancestors(of.holdsIn)];
	const chain = of.category === '' ? [] : all.chain(of.category).map((one) => one.code);
	const text = (texts: readonly { lang: string; name: string; said: string }[], lang: string) =>
		texts.find((one) => one.lang === lang);
	const nameOf = (texts: readonly { lang: string; name: string }[], code: string) =>
		inLanguage(texts, actor.lang)?.name ?? code;
	const known = new Map(book.reasons.map((one) => [one.code, one]));
	return {
		mayEdit: mayEditWaits(actor),
		maySet: may(actor, 'appeals.set-waits', { territory: of.holdsIn }),
		reasons: book.reasons.map((one) => {
			const stop = (kind: 'promise' | 'reaction') => {
				const found = stopFor(book, one.code, kind, { areas, chain });
				const own = found?.holdsIn === of.holdsIn && found.category === of.category;
				return { stops: found?.stops ?? false, own };
			};
			return {
				code: one.code,
				name: nameOf(one.texts, one.code),
				ru: text(one.texts, 'ru')?.name ?? '',
				saidRu: text(one.texts, 'ru')?.said ?? '',
				en: text(one.texts, 'en')?.name ?? '',
				saidEn: text(one.texts, 'en')?.said ?? '',
				said: inLanguage(one.texts, actor.lang)?.said ?? '',
				amount: one.mostAmount,
				unit: one.mostUnit,
				position: one.position,
				since: one.since,
				until: one.until,
				offered: isOffered(one),
				source: one.source,
				sourceOn: one.sourceOn,
				revision: one.revision,
				promise: stop('promise'),
				reaction: stop('reaction'),
			};
		}),
		changes: changes.map((one) => ({
			code: one.code,
			at: one.at,
			account: one.account,
			kind: one.kind,
			name: nameOf(one.after.texts, one.code),
			mayUndo: one.before !== null && known.get(one.code)?.revision === one.revision,
		})),
		clocks: clocks.map((one) => ({ ...one, name: nameOf(known.get(one.reason)?.texts ?? [], one.reason) })),
	};
}
