import { stringify } from 'csv-stringify/sync';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { tree as territories } from '#rooms/territories/door.server.ts';
import { categories } from '../../categories.server.ts';
import type { Amount, Category } from '../../category.ts';
import { isKnownHere } from '../category-table.ts';
import { columns } from './columns.ts';
import { documentShape, format } from './documents.ts';

const written = [
	'code',
	'parent',
	'nameRu',
	'nameEn',
	'hintRu',
	'hintEn',
	'wordsRu',
	'wordsEn',
	'answer',
	'reaction',
	'calendar',
	'seasonFrom',
	'seasonTo',
	'emergency',
	'emergencyPhone',
	'shownTo',
	'placeKind',
	'routeAt',
] as const satisfies (keyof typeof columns)[];

/** Open categories: of the installation (null), or as one territory sees them. */
async function known(territory: TerritoryId | null): Promise<Category[]> {
	const all = await categories();
	const areas = territory === null ? [] : [territory, ...territories.ancestors(territory)];
	return all.all().filter((one) => one.closedOn === null && isKnownHere(all, one, areas));
}

/** A table for spreadsheets, that an import of ours reads again; questions and checklists are in the JSON only. */
export async function exportCategoriesCsv(territory: TerritoryId | null): Promise<string> {
	const amount = (of: Amount | null) => (of ? `${of.amount} ${of.unit}` : '');
	const rows = (await known(territory)).map((one) => {
		const text = (lang: string) => one.texts.find((known) => known.lang === lang);
		const words = (lang: string) =>
			one.words
				.filter((known) => known.lang === lang)
				.map((known) => known.word)
				.join(', ');
		const cells: Record<(typeof written)[number], string> = {
			code: one.code,
			parent: one.parent ?? '',
			nameRu: text('ru')?.name ?? '',
			nameEn: text('en')?.name ?? '',
			hintRu: text('ru')?.hint ?? '',
			hintEn: text('en')?.hint ?? '',
			wordsRu: words('ru'),
			wordsEn: words('en'),
			answer: amount(one.answer),
			reaction: amount(one.reaction),
			calendar: one.calendar ?? '',
			seasonFrom: one.seasonFrom ?? '',
			seasonTo: one.seasonTo ?? '',
			emergency: one.emergency ? 'yes' : 'no',
			emergencyPhone: one.emergencyPhone ?? '',
			shownTo: one.shownTo ?? '',
			placeKind: one.placeKind ?? '',
			routeAt: one.routeNever ? 'never' : one.routeAt === null ? '' : String(one.routeAt),
		};
		return written.map((column) => cells[column]);
	});
	// the mark of the byte order, so that spreadsheets read Cyrillic
	return `\ufeff${stringify([written.map((column) => columns[column][0]), ...rows])}`;
}

/** Everything, as documents. */
export async function exportCategoriesJson(territory: TerritoryId | null): Promise<string> {
	const all = (await known(territory)).map((one) => documentShape.parse(one));
	return `${JSON.stringify({ format, version: 1, categories: all }, null, '\t')}\n`;
}
