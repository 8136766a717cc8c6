import { z } from 'zod';
import { staffRoles } from './body.ts';

/** What the forms of the office send; also the shape of the use cases' input. */
const optional = (max: number) =>
	z
		.string()
		.max(max)
		.optional()
		.transform((text) => text || null);
const uuid = z.uuid();
const optionalUuid = z
	.union([z.literal(''), uuid])
	.optional()
	.transform((text) => text || null);
const several = z
	.union([z.string(), z.array(z.string())])
	.optional()
	.transform((one) => (one === undefined || one === '' ? [] : Array.isArray(one) ? one : [one]));

export const bodyInput = z.object({
	kind: z.string().min(1),
	parent: optionalUuid,
	position: z.coerce.number().int().min(0).max(9999).default(0),
	nameRu: z.string().min(1).max(300),
	shortNameRu: optional(80),
	aboutRu: z.string().max(5000).default(''),
	nameEn: optional(300),
	shortNameEn: optional(80),
	aboutEn: z.string().max(5000).default(''),
	phone: optional(200),
	email: z
		.union([z.literal(''), z.email()])
		.optional()
		.transform((text) => text || null),
	site: z
		.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'organisations.form.site.wrong' })])
		.optional()
		.transform((text) => text || null),
	address: optional(500),
	hours: optional(500),
	/** Where it stands, typed, and the mark on the map; absent: nothing is said of it. */
	lat: z.string().max(40).optional(),
	lon: z.string().max(40).optional(),
	markLat: z.string().max(40).optional(),
	markLon: z.string().max(40).optional(),
	serves: several.transform((all) => all.map(Number).filter((id) => Number.isInteger(id) && id > 0)),
});
export type BodyInput = z.output<typeof bodyInput>;

export const unitInput = z.object({
	unit: optionalUuid,
	parent: optionalUuid,
	nameRu: z.string().min(1).max(300),
	nameEn: optional(300),
	phone: optional(200),
	position: z.coerce.number().int().min(0).max(9999).default(0),
});
export type UnitInput = z.output<typeof unitInput>;

export const staffInput = z.object({
	account: z.string().min(1),
	unit: optionalUuid,
	role: z.enum(staffRoles),
	post: z.string().max(200).default(''),
	publicName: optional(200),
});
export type StaffInput = z.output<typeof staffInput>;

export const ruleInput = z.object({
	category: optional(80),
	area: z.coerce.number().int().positive(),
	placeKind: optional(40),
	/** `<territory>/<id>` of the body. */
	body: z.string().regex(/^\d+\/[0-9a-f-]{36}$/, 'platform.field.choose'),
	unit: optionalUuid,
	position: z.coerce.number().int().min(0).max(99).default(0),
});
export type RuleInput = z.output<typeof ruleInput>;

/** Many categories to one body, or back to what is said above. */
export const assignRulesInput = z.object({
	/** '' is any category. */
	categories: z
		.union([z.string(), z.array(z.string())], { error: 'organisations.form.category.none' })
		.transform((all) => [all].flat().map((code) => (code === 'any' ? null : code))),
	area: z.coerce.number().int().positive(),
	placeKind: optional(40),
	/** `<territory>/<id>` of the body, `<territory>/<id>/<unit>` of a unit in it; empty: the rule is taken back. */
	body: z
		.string()
		.regex(/^(\d+\/[0-9a-f-]{36}(\/[0-9a-f-]{36})?)?$/, 'platform.field.choose')
		.default(''),
	act: z.enum(['assign', 'clear'], 'platform.field.choose'),
});
