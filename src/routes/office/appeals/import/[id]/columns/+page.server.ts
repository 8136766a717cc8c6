import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { importIn } from '#pages/import.ts';
import { inboxCrumb } from '#pages/office-place.ts';
import { invalid } from '#platform/errors/door.ts';
import type { Form } from '#platform/http/form.server.ts';
import { delimiters, encodings } from '#platform/tables/door.server.ts';
import {
	columnFields,
	dayFields,
	type Field,
	type FieldMapping,
	readAnew,
	saveMapping,
	viewImport,
	type Writing,
	writings,
} from '#rooms/intake/door.server.ts';
import { here } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const days = new Set<Field>(dayFields);

export const load: PageServerLoad = async ({ locals, params }) => {
	const territory = here(locals.territory);
	const { run, mapping, columns, swaps } = await viewImport(locals.actor, territory.id, importIn(params.id));
	return {
		territory,
		inbox: inboxCrumb(locals),
		run,
		source: mapping.source,
		columns,
		swaps,
		fields: columnFields.map(({ name }) => ({
			name,
			isDay: days.has(name),
			mapped: mapping.fields.find((one) => one.field === name) ?? null,
		})),
		visibility: mapping.fields.find((one) => one.field === 'visibility')?.otherwise ?? 'authority',
		standing: mapping.fields.find((one) => one.field === 'standing')?.otherwise ?? 'message',
		writings: [...writings],
		encodings: [...encodings],
		delimiters: [...delimiters],
	};
};

const one = <T extends string>(text: string, allowed: readonly T[]): T | null =>
	allowed.find((value) => value === text) ?? null;

function fieldsOf(form: Form, columns: ReadonlyMap<string, Writing | null>): FieldMapping[] {
	const fields: FieldMapping[] = [];
	for (const { name } of columnFields) {
		const typed = form.text(`column.${name}`);
		const column = columns.has(typed) ? typed : null;
		const otherwise =
			name === 'filed'
				? form.text('otherwise.filed')
				: name === 'lat' && form.has('drop')
					? 'drop'
					: form.text(`kept.${name}`);
		if (otherwise && name === 'filed' && !/^\d{4}-\d{2}-\d{2}$/.test(otherwise))
			invalid({ field: 'otherwise.filed', code: 'platform.field.not-a-date' });
		if (column === null && !otherwise) continue;
		fields.push({
			field: name,
			column,
			otherwise: otherwise || null,
			// a column that was chosen just now is read as it was seen
			written: days.has(name)
				? (one(form.text(`written.${name}`), writings) ?? columns.get(column ?? '') ?? 'ymd')
				: null,
			swapped: days.has(name) && form.has(`swapped.${name}`),
		});
	}
	const fixed = (field: Field, allowed: readonly string[]) => {
		const chosen = one(form.text(field), allowed);
		if (chosen) fields.push({ field, column: null, otherwise: chosen, written: null, swapped: false });
	};
	fixed('visibility', ['public', 'nameless', 'authority']);
	fixed('standing', ['message', 'appeal']);
	return fields;
}

export const actions: Actions = {
	save: action(async ({ locals, params }, form) => {
		const territory = here(locals.territory);
		const id = importIn(params.id);
		const { columns } = await viewImport(locals.actor, territory.id, id);
		const fields = fieldsOf(form, new Map(columns.map(({ name, written }) => [name, written])));
		if (!fields.some((field) => field.field === 'text' && field.column))
			invalid({ field: 'column.text', code: 'intake.import.columns.text-missing' });
		const source = form.text('source').slice(0, 120);
		if (!source) invalid({ field: 'source', code: 'intake.import.source.missing' });
		await saveMapping(locals.actor, territory.id, id, {
			source,
			fields,
			name: form.text('name').slice(0, 120),
		});
		redirect(303, locals.href(`/office/appeals/import/${id}/values?in=${territory.id}&field=category`));
	}),
	reread: action(async ({ locals, params }, form) => {
		const territory = here(locals.territory);
		const id = importIn(params.id);
		await readAnew(locals.actor, territory.id, id, {
			encoding: one(form.text('encoding'), encodings),
			delimiter: one(form.text('delimiter'), delimiters),
			headed: form.has('headed'),
		});
		redirect(303, locals.href(`/office/appeals/import/${id}/columns?in=${territory.id}`));
	}),
};
