import type { TerritoryId } from '#platform/db/door.server.ts';
import { findStreets } from '#rooms/appeals/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';

/** Streets that appeals of the territory have named, as one types: `?in=59&q=мир`. */
export const GET = async ({ url }) => {
	const inside = url.searchParams.get('in') ?? '';
	const owner = /^\d{1,9}$/.test(inside) ? tree.ownerOf(Number(inside) as TerritoryId) : null;
	const found = owner === null ? [] : await findStreets(owner, url.searchParams.get('q') ?? '');
	return Response.json(
		{ items: found.map((title) => ({ title, where: null })) },
		{ headers: { 'cache-control': 'public, max-age=60' } },
	);
};
