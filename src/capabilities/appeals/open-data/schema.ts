import { type DataField, dataFields } from './fields.ts';

/** Whoever takes the data may use it for anything and names where it is from. */
export const licence = {
	name: 'CC-BY-4.0',
	title: 'Creative Commons Attribution 4.0',
	path: 'https://creativecommons.org/licenses/by/4.0/',
} as const;

type Say = { about: (field: string) => string; title: string };

const jsonType = (field: DataField): Record<string, unknown> => {
	const type = field.type === 'date' || field.type === 'datetime' ? 'string' : field.type;
	return {
		type: field.required ? type : [type, 'null'],
		...(field.type === 'date' ? { format: 'date' } : {}),
		...(field.type === 'datetime' ? { format: 'date-time' } : {}),
		...(field.values ? { enum: field.required ? field.values : [...field.values, null] } : {}),
	};
};

/** JSON Schema (2020-12) of the answer of `appeals.json`. */
export function jsonSchema(address: string, say: Say): Record<string, unknown> {
	return {
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		$id: address,
		title: say.title,
		type: 'object',
		required: ['licence', 'source', 'asOf', 'items', 'next'],
		properties: {
			licence: { type: 'string' },
			source: { type: 'string', format: 'uri' },
			asOf: { type: 'string', format: 'date-time', description: say.about('as-of') },
			items: { type: 'array', items: { $ref: '#/$defs/appeal' } },
			next: { type: ['string', 'null'], description: say.about('next') },
		},
		$defs: {
			appeal: {
				type: 'object',
				additionalProperties: false,
				required: dataFields.map((field) => field.name),
				properties: Object.fromEntries(
					dataFields.map((field) => [field.name, { ...jsonType(field), description: say.about(field.name) }]),
				),
			},
		},
	};
}

/** Table Schema of the columns of `appeals.csv` (specs.frictionlessdata.io/table-schema). */
function tableSchema(say: Say): Record<string, unknown> {
	return {
		fields: dataFields.map((field: DataField) => ({
			name: field.name,
			type: field.type,
			description: say.about(field.name),
			constraints: {
				...(field.required ? { required: true } : {}),
				...(field.name === 'number' ? { unique: true } : {}),
				...(field.values ? { enum: field.values } : {}),
			},
		})),
		primaryKey: ['number'],
		missingValues: [''],
	};
}

/** Data Package: all tables of a territory with their schema, licence and checksums (specs.frictionlessdata.io/data-package). */
export function dataPackage(
	say: Say & { name: string; address: string },
	months: readonly { month: string; size: number; sha256: string; href: string }[],
): Record<string, unknown> {
	const schema = tableSchema(say);
	const csv = {
		format: 'csv',
		mediatype: 'text/csv',
		encoding: 'utf-8',
		profile: 'tabular-data-resource',
		schema,
	};
	return {
		profile: 'data-package',
		name: say.name,
		title: say.title,
		homepage: say.address,
		licenses: [licence],
		resources: [
			{ name: 'appeals', path: `${say.address}/appeals.csv`, ...csv },
			...months.map((one) => ({
				name: `appeals-${one.month}`,
				path: one.href,
				bytes: one.size,
				hash: `sha256:${one.sha256}`,
				...csv,
			})),
			...months.flatMap((one) =>
				(['json', 'geojson'] as const).map((format) => ({
					name: `appeals-${one.month}-${format}`,
					path: one.href.replace(/csv$/, format),
					format,
					mediatype: format === 'json' ? 'application/json' : 'application/geo+json',
					encoding: 'utf-8',
				})),
			),
		],
	};
}
