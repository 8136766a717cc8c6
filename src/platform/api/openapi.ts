import { z } from 'zod';
import { translatorFor } from '../i18n/door.ts';
import { allEndpoints, type Endpoint, type Example } from './endpoint.ts';

type Json = Record<string, unknown>;

/** The release that this document tells of. */
export const release = '0.2.0';

/** The document of OpenAPI 3.1, made from the very shapes that check each call. Nobody writes it by hand. */
export function openApi(of: { lang: 'ru' | 'en'; origin: string }): Json {
	const t = translatorFor(of.lang);
	const paths: Record<string, Json> = {};
	for (const endpoint of allEndpoints()) {
		const path = paths[endpoint.path] ?? {};
		path[endpoint.method.toLowerCase()] = operationOf(endpoint, of.lang);
		paths[endpoint.path] = path;
	}
	return {
		openapi: '3.1.0',
		info: {
			title: t('api.title'),
			description: t('api.about'),
			version: release,
			license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
		},
		servers: [{ url: `${of.origin}${of.lang === 'en' ? '/en' : ''}/api/v1` }],
		security: [{}],
		tags: [...new Set(allEndpoints().map((one) => one.tag))].map((name) => ({
			name,
			description: t.any(`api.tag.${name}`),
		})),
		paths,
		components: {
			securitySchemes: {
				key: { type: 'http', scheme: 'bearer', description: t('api.key.about') },
			},
			schemas: { Problem: shapeOf(problemShape, of.lang, 'output') },
		},
	};
}

const problemShape = z.object({
	type: z.string(),
	title: z.string(),
	status: z.int(),
	detail: z.string(),
	instance: z.string(),
	code: z.string(),
	errors: z.array(z.object({ field: z.string(), code: z.string(), detail: z.string() })).optional(),
});

function operationOf(endpoint: Endpoint, lang: 'ru' | 'en'): Json {
	const t = translatorFor(lang);
	const query = shapeOf(endpoint.query, lang, 'input');
	const path = shapeOf(endpoint.params, lang, 'input');
	return {
		operationId: endpoint.name,
		tags: [endpoint.tag],
		summary: t.any(endpoint.summary),
		description: `${t.any(endpoint.about)}\n\n${t('api.since', { version: endpoint.since })}`,
		'x-since': endpoint.since,
		security: endpoint.scope ? [{ key: [endpoint.scope] }] : [{}, { key: [] }],
		parameters: [
			...parametersOf(path, 'path'),
			...parametersOf(query, 'query'),
			...(endpoint.idempotent
				? [
						{
							name: 'Idempotency-Key',
							in: 'header',
							description: t('api.idempotency-key.about'),
							schema: { type: 'string', minLength: 8, maxLength: 100 },
						},
					]
				: []),
		],
		...(endpoint.body
			? {
					requestBody: {
						required: true,
						content: {
							'application/json': {
								schema: shapeOf(endpoint.body, lang, 'input'),
								...bodies(endpoint.examples, lang),
							},
						},
					},
				}
			: {}),
		...(endpoint.upload
			? {
					requestBody: {
						required: true,
						content: Object.fromEntries(endpoint.upload.types.map((type) => [type, {}])),
					},
				}
			: {}),
		responses: {
			[endpoint.status]: {
				description: t.any(`api.status.${endpoint.status}`),
				content: {
					'application/json': {
						schema: shapeOf(endpoint.answer, lang, 'output'),
						...answers(endpoint.examples, lang),
					},
				},
			},
			...(endpoint.method === 'GET' ? { 304: { description: t('api.status.304') } } : {}),
			default: {
				description: [
					t('api.refusals'),
					...endpoint.refusals.map((code) => `- \`${code}\`: ${t.any(code)}`),
				].join('\n'),
				content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
			},
		},
	};
}

function parametersOf(shape: Json, where: 'path' | 'query'): Json[] {
	const required = new Set((shape.required as string[] | undefined) ?? []);
	return Object.entries((shape.properties as Record<string, Json> | undefined) ?? {}).map(
		([name, schema]) => {
			const { description, ...rest } = schema;
			return {
				name,
				in: where,
				required: where === 'path' || required.has(name),
				...(description ? { description } : {}),
				schema: rest,
			};
		},
	);
}

const named = (examples: readonly Example[], lang: 'ru' | 'en', of: (one: Example) => unknown) => {
	const t = translatorFor(lang);
	const list = examples.filter((one) => of(one) !== undefined);
	return list.length
		? {
				examples: Object.fromEntries(
					list.map((one) => [one.title.split('.').at(-1), { summary: t.any(one.title), value: of(one) }]),
				),
			}
		: {};
};
const bodies = (examples: readonly Example[], lang: 'ru' | 'en') => named(examples, lang, (one) => one.body);
const answers = (examples: readonly Example[], lang: 'ru' | 'en') =>
	named(examples, lang, (one) => (one.status < 400 ? one.answer : undefined));

/** JSON Schema of a shape; descriptions that are keys of the words are said in the language asked for. */
export function shapeOf(schema: z.ZodType, lang: 'ru' | 'en', io: 'input' | 'output'): Json {
	const t = translatorFor(lang);
	const { $schema: _, ...made } = z.toJSONSchema(schema, {
		io,
		target: 'draft-2020-12',
		unrepresentable: 'any',
		override: ({ jsonSchema }) => {
			if (jsonSchema.description) jsonSchema.description = t.any(jsonSchema.description);
		},
	}) as Json;
	return made;
}
