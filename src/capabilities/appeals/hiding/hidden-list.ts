import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { type FileId, fileAddress } from '#platform/files/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { namesOf, tree } from '#rooms/territories/door.server.ts';
import { excerptOf } from '../appeal.ts';
import { categories } from '../categories.server.ts';
import { categoryName } from '../category.ts';
import { readAfter } from '../list-appeals.ts';
import { openWords } from '../mask.ts';
import { addressOf } from '../project.ts';
import { placeOf } from '../reach.ts';
import * as store from '../store.server.ts';
import { hiddenIn } from './hiding-store.server.ts';
import { reasonIn } from './reasons.ts';

const onPage = 30;

export type HiddenLine = Awaited<ReturnType<typeof hiddenList>>['rows'][number];

/** What is hidden in the territory and below it, where the actor keeps order there, newest first. A fixed number of queries. */
export async function hiddenList(
	actor: Actor,
	territory: TerritoryId,
	{ after = null, size = onPage }: { after?: string | null; size?: number } = {},
) {
	demand(actor, 'appeals.see-hidden', { territory });
	const territories = [territory, ...tree.descendants(territory)].filter((one) =>
		may(actor, 'appeals.see-hidden', { territory: one }),
	);
	const found = await hiddenIn(database(), territories, { after: readAfter(after) ?? null, limit: size + 1 });
	const shown = found.slice(0, size);
	const appeals = await store.readMany(database(), [
		...new Map(shown.map((one) => [one.appeal, { territory: one.territory, id: one.appeal }])).values(),
	]);
	const byId = new Map(appeals.map((one) => [one.id, one]));
	const [people, names, hidden, all] = await Promise.all([
		accountsOf([...new Set(shown.map((one) => one.by).filter((one) => one !== null))]),
		namesOf([...new Set(shown.map((one) => one.territory))], actor.lang),
		store.namesToHide(database(), appeals),
		categories(),
	]);
	const last = shown.at(-1);
	return {
		rows: shown.flatMap((row) => {
			const appeal = byId.get(row.appeal);
			if (!appeal) return [];
			const open = openWords(appeal, hidden.get(appeal.id) ?? null);
			const place = placeOf(appeal, appeal.author !== null && appeal.author === actor.account);
			return [
				{
					key: row.key,
					territory: row.territory,
					appeal: row.appeal,
					number: appeal.number,
					title: [categoryName(all.get(appeal.category), actor.lang), open.placeWords]
						.filter(Boolean)
						.join(': '),
					excerpt: excerptOf(open.text),
					territoryName: names.get(row.territory)?.nominative ?? '',
					path: addressOf(appeal),
					at: row.at,
					byName: row.by ? (people.get(row.by)?.name ?? '') : '',
					reason: reasonIn(row, actor.lang),
					photograph: row.file,
					thumbnail:
						row.file &&
						`${fileAddress({ territory: row.territory, id: row.file as FileId, name: row.fileName ?? '' })}?w=320`,
					mayShow: may(actor, row.file ? 'appeals.show-photograph' : 'appeals.show-again', place),
				},
			];
		}),
		next: found.length > size && last ? `${last.at.toISOString()}_${last.key}` : null,
	};
}
