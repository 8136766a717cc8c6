import { stringify } from 'csv-stringify/sync';
import { dayIn } from '#platform/calendar/door.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import { columnLetter, writeWorkbook } from '#platform/tables/door.server.ts';
import { categories } from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import { summary } from '#rooms/organisations/door.server.ts';
import { namesOf, tree, zoneOf } from '#rooms/territories/door.server.ts';
import { columnFields, stateTargets } from './fields.ts';
import { bodiesFor } from './ground.server.ts';

/** Rows of the template that its lists are offered in. */
const room = 5_000;

/** What the template's columns are called, and so what a filled one needs no mapping for. */
export const titlesOf = (lang: 'ru' | 'en') => {
	const t = translatorFor(lang);
	return columnFields.map(({ name }) => ({ field: name, title: t.any(`intake.import.field.${name}`) }));
};

/**
 * A workbook to fill in: a sheet with the columns and lists of what may stand in them, one that explains each, and those with the
 * words themselves: topics, bodies, places and states of this territory today.
 */
export async function templateXlsx(
	territory: TerritoryId,
	lang: 'ru' | 'en',
	now = new Date(),
): Promise<Uint8Array> {
	const t = translatorFor(lang);
	const owner = tree.ownerOf(territory) ?? territory;
	const all = await categories();
	const open = all
		.choices(dayIn(zoneOf(owner), now), [owner, ...tree.ancestors(owner)])
		.flatMap(({ root, leaves }) => [root, ...leaves])
		.map((one) => [categoryName(one, lang), categoryName(all.chain(one.code).at(-1), lang)]);
	const bodies = (await bodiesFor(territory))
		.filter((one) => one.closedOn === null)
		.map((one) => [summary(one, lang).name]);
	const below = tree
		.descendants(territory)
		.filter((id) => tree.isInForce(id))
		.slice(0, 2_000);
	const names = await namesOf(below, lang);
	const places = below.map((id) => [names.get(id)?.nominative ?? '']).filter(([name]) => name !== '');
	const states = stateTargets.map((state) => [t.any(`intake.import.state.${state}`)]);
	const lists = [
		{ field: 'category', name: t('intake.import.template.categories'), rows: open },
		{ field: 'body', name: t('intake.import.template.bodies'), rows: bodies },
		{ field: 'place', name: t('intake.import.template.places'), rows: places },
		{ field: 'state', name: t('intake.import.template.states'), rows: states },
	].filter((one) => one.rows.length > 0);
	const titles = titlesOf(lang);
	return writeWorkbook([
		{
			name: t('intake.import.template.sheet'),
			columns: titles.map(({ field, title }) => {
				const list = lists.find((one) => one.field === field);
				return {
					title,
					width: field === 'text' || field === 'answer' ? 60 : 20,
					hint: { title: title.slice(0, 32), text: t.any(`intake.import.field.${field}.hint`).slice(0, 255) },
					...(list
						? { allowed: { sheet: list.name, column: columnLetter(0), count: list.rows.length } }
						: {}),
				};
			}),
			rows: [],
			room,
		},
		{
			name: t('intake.import.template.help'),
			columns: [
				{ title: t('intake.import.template.column'), width: 28 },
				{ title: t('intake.import.template.what'), width: 90 },
			],
			rows: titles.map(({ field, title }) => [title, t.any(`intake.import.field.${field}.hint`)]),
			wrap: true,
		},
		...lists.map(({ name, rows, field }) => ({
			name,
			columns: [
				{ title: name, width: 60 },
				...(field === 'category' ? [{ title: t('intake.import.template.group'), width: 40 }] : []),
			],
			rows,
		})),
	]);
}

/** The same columns as CSV, with a row to be written over: what Excel opens in Russia without asking. */
export function templateCsv(lang: 'ru' | 'en'): string {
	const t = translatorFor(lang);
	return `\ufeff${stringify([titlesOf(lang).map((one) => one.title), columnFields.map(({ name }) => t.any(`intake.import.field.${name}.example`))], { delimiter: ';', record_delimiter: 'windows' })}`;
}
