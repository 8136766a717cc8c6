import { csvAnswer } from '#pages/csv.ts';
import { placeOf } from '#pages/place.ts';
import { qualityColumns, qualityOf, qualityOfBodies, qualityTable } from '#rooms/quality/door.server.ts';
import type { RequestHandler } from './$types';

/** The figures behind the page of quality: the territory, its bodies, its weeks. */
export const GET: RequestHandler = async ({ locals }) => {
	const territory = placeOf(locals);
	const { lang, t } = locals;
	const [figures, bodies] = await Promise.all([qualityOf(territory.id), qualityOfBodies(territory.id, lang)]);
	const rows = qualityTable(territory.name.nominative, figures, bodies);
	return csvAnswer(
		`quality-${territory.id}-${figures.from}.csv`,
		qualityColumns.map((column) => t.any(`quality.csv.${column}`)),
		rows.map((row) => row.map((cell, i) => (i === 0 ? t.any(`quality.csv.of.${cell}`) : String(cell ?? '')))),
	);
};
