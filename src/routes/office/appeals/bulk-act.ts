import { z } from 'zod';
import { type AccountId, isUuid, type TerritoryId } from '#platform/db/ids.ts';
import { invalid } from '#platform/errors/door.ts';
import type { Form } from '#platform/http/form.server.ts';
import type { BulkAct } from '#rooms/appeals/door.server.ts';
import { longest } from '#rooms/appeals/door.server.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';

function bodyIn(text: string): BodyRef | null {
	const [territory = '', id = ''] = text.split('/');
	return /^\d{1,9}$/.test(territory) && isUuid(id)
		? { territory: Number(territory) as TerritoryId, id: id as BodyRef['id'] }
		: null;
}

const note = z.object({
	note: z.string().min(1, 'appeals.note.missing').max(longest, 'appeals.form.text.long'),
});
const reason = z.object({
	reason: z.string().min(5, 'appeals.return.missing').max(3000, 'appeals.form.text.long'),
});
const closing = z.object({
	closing: z.string().min(20, 'appeals.answer.short').max(longest, 'appeals.form.text.long'),
});

/** The act that was pressed, with what it needs; a mistake stands at the field of that act alone. */
export function actIn(form: Form): BulkAct {
	switch (form.text('do')) {
		case 'take-up':
			return { do: 'take-up' };
		case 'approve':
			return { do: 'approve' };
		case 'assign': {
			const executor = form.text('executor');
			if (executor !== 'none' && !isUuid(executor))
				invalid({ field: 'executor', code: 'platform.field.choose' });
			return { do: 'assign', executor: executor === 'none' ? null : (executor as AccountId), unit: null };
		}
		case 'route': {
			const body = bodyIn(form.text('body')) ?? invalid({ field: 'body', code: 'platform.field.choose' });
			return { do: 'route', body };
		}
		case 'pass-on':
			return { do: 'pass-on', body: null, reason: form.parse(reason).reason };
		case 'classify': {
			const category = form.text('category');
			if (!category) invalid({ field: 'category', code: 'platform.field.choose' });
			return { do: 'classify', category };
		}
		case 'note':
			return { do: 'note', text: form.parse(note).note };
		case 'merge':
			return { do: 'merge', into: null };
		case 'close':
			return { do: 'close', text: form.parse(closing).closing };
		default:
			invalid({ field: '', code: 'appeals.bulk.what' });
	}
}
