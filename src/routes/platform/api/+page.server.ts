import { allEndpoints, exampleOf, scopes, shapeOf } from '#platform/api/door.server.ts';
import type { PageServerLoad } from './$types';

type Property = { name: string; type: string; required: boolean; about: string };

/** What a shape asks for, in lines that a person reads. */
function properties(shape: Record<string, unknown>): Property[] {
	const required = new Set((shape.required as string[] | undefined) ?? []);
	const all = (shape.properties as Record<string, Record<string, unknown>> | undefined) ?? {};
	return Object.entries(all).map(([name, one]) => ({
		name,
		type: typeOf(one),
		required: required.has(name),
		about: String(one.description ?? ''),
	}));
}

function typeOf(shape: Record<string, unknown>): string {
	if (Array.isArray(shape.enum)) return shape.enum.join(' | ');
	if (Array.isArray(shape.anyOf)) return [...new Set(shape.anyOf.map(typeOf))].join(' | ');
	if (shape.type === 'array') return `${typeOf((shape.items ?? {}) as Record<string, unknown>)}[]`;
	if (Array.isArray(shape.type)) return shape.type.join(' | ');
	return String(shape.format ?? shape.type ?? 'any');
}

export const load: PageServerLoad = ({ locals, url }) => {
	const { lang } = locals;
	const { t } = locals;
	const base = `${url.origin}${lang === 'en' ? '/en' : ''}/api/v1`;
	return {
		base,
		open311: `${url.origin}${lang === 'en' ? '/en' : ''}/open311/v2`,
		scopes: [...scopes],
		endpoints: allEndpoints().map((one) => ({
			name: one.name,
			method: one.method,
			path: one.path,
			since: one.since,
			scope: one.scope,
			summary: t.any(one.summary),
			about: t.any(one.about),
			path_: properties(shapeOf(one.params, lang, 'input')).map((property) => ({
				...property,
				required: true,
			})),
			query: properties(shapeOf(one.query, lang, 'input')),
			body: one.body ? properties(shapeOf(one.body, lang, 'input')) : [],
			answer: properties(shapeOf(one.answer, lang, 'output')).map((property) => ({
				...property,
				required: false,
			})),
			refusals: one.refusals.map((code) => ({ code, words: t.any(code) })),
			examples: one.examples.map((example) => ({
				title: t.any(example.title),
				...exampleOf(one, example, base),
			})),
		})),
	};
};
