import {
	type Choice,
	cellsIn,
	classesFor,
	forZoom,
	hexagon,
	stepOf,
} from '#rooms/situation-centre/door.server.ts';

/** Cells of the heat map at the fineness of a zoom, those that the box touches: GeoJSON for the moving map. */
export async function cellsAnswer(
	locals: App.Locals,
	query: URLSearchParams,
	choice: Choice,
	/** Where a cell leads. */
	hrefOf: (cell: string) => string,
): Promise<Response> {
	const zoom = Math.min(20, Math.max(0, Number(query.get('z')) || 0));
	const box = (query.get('box') ?? '').split(',').map(Number);
	const [west = -180, south = -90, east = 180, north = 90] =
		box.length === 4 && box.every(Number.isFinite) ? box : [];
	// the map tells whole zooms: it stands half a step further in, on the average
	const cells = forZoom(await cellsIn(choice, choice.hidden), zoom + 0.5, (south + north) / 2);
	const classes = classesFor(cells);
	const inBox = (outline: [number, number][]) =>
		outline.some(
			([lon, lat]) =>
				lat >= south &&
				lat <= north &&
				((lon >= west && lon <= east) || (lon + 360 >= west && lon + 360 <= east)),
		);
	return Response.json(
		{
			type: 'FeatureCollection',
			features: cells
				.map((one) => ({ ...hexagon(one), step: stepOf(one.count, classes) }))
				.filter((one) => inBox(one.outline))
				.slice(0, 4000)
				.map(({ id, count, step, outline }) => ({
					type: 'Feature',
					geometry: { type: 'Polygon', coordinates: [outline] },
					properties: { count, step, title: locals.t('situation.map.cell', { count }), href: hrefOf(id) },
				})),
		},
		{
			headers: {
				'content-type': 'application/geo+json',
				'cache-control': choice.hidden ? 'private, no-store' : 'public, max-age=30',
			},
		},
	);
}
