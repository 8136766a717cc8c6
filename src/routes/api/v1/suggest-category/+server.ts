import { z } from 'zod';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { categories, suggestCategories } from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';

const input = z.object({
	territory: z.number().int().positive().max(999_999_999),
	text: z.string().max(20_000),
	lang: z.enum(['ru', 'en']).optional(),
});

/**
 * What a text is probably about, while it is being written: `{ "territory": 59, "text": "..." }` answers
 * `{ "suggestions": [{ "category", "name", "confidence", "words" }] }`, at most three. Nothing is kept.
 */
export const POST = async ({ request, locals }) => {
	const body = input.safeParse(await request.json().catch(() => null));
	if (!body.success) return Response.json({ error: 'platform.bad-request' }, { status: 400 });
	const lang = body.data.lang ?? locals.lang;
	const [all, suggested] = await Promise.all([
		categories(),
		suggestCategories({ ...body.data, territory: body.data.territory as TerritoryId, lang }),
	]);
	return Response.json(
		{ suggestions: suggested.map((one) => ({ ...one, name: categoryName(all.get(one.category), lang) })) },
		{ headers: { 'cache-control': 'no-store' } },
	);
};
