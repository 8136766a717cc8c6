import { channels, closings, states } from '../appeal.ts';

/** What an open record says of one field; names are what programs read and never change their meaning. */
export type DataField = {
	name: string;
	type: 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime';
	required: boolean;
	values?: readonly string[];
};

/** The fields of an open record in the order of the table. Words: `appeals.data.field.<name>`. */
export const dataFields = [
	{ name: 'number', type: 'string', required: true },
	{ name: 'territory', type: 'integer', required: true },
	{ name: 'territory_code', type: 'string', required: false },
	{ name: 'territory_name', type: 'string', required: true },
	{ name: 'category', type: 'string', required: true },
	{ name: 'category_name', type: 'string', required: true },
	{ name: 'state', type: 'string', required: true, values: states },
	{ name: 'closed_because', type: 'string', required: false, values: closings },
	{ name: 'standing', type: 'string', required: true, values: ['appeal', 'message'] },
	{ name: 'channel', type: 'string', required: true, values: channels },
	{ name: 'filed_at', type: 'datetime', required: true },
	{ name: 'registered_at', type: 'datetime', required: false },
	{ name: 'routed_at', type: 'datetime', required: false },
	{ name: 'taken_up_at', type: 'datetime', required: false },
	{ name: 'answered_at', type: 'datetime', required: false },
	{ name: 'closed_at', type: 'datetime', required: false },
	{ name: 'due_on', type: 'date', required: true },
	{ name: 'in_time', type: 'boolean', required: false },
	{ name: 'returns', type: 'integer', required: true },
	{ name: 'joined', type: 'integer', required: true },
	{ name: 'photographs', type: 'integer', required: true },
	{ name: 'body', type: 'string', required: false },
	{ name: 'body_name', type: 'string', required: false },
	{ name: 'place', type: 'string', required: false },
	{ name: 'lat', type: 'number', required: false },
	{ name: 'lon', type: 'number', required: false },
	{ name: 'text', type: 'string', required: true },
	{ name: 'url', type: 'string', required: true },
	{ name: 'updated_at', type: 'datetime', required: true },
] as const satisfies readonly DataField[];

export type DataFieldName = (typeof dataFields)[number]['name'];
/** One appeal as everybody may have it. Nothing here names a person. */
export type OpenRecord = Record<DataFieldName, string | number | boolean | null>;

/** The rules by which records are made: one more when a field changes its meaning or more is hidden than before. */
export const dataEdition = 1;
