import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { type Actor, installation } from '#platform/permissions/door.ts';
import type { JobContext } from '#platform/room.ts';
import { carryIn } from './carry-in.ts';
import { check } from './check.ts';
import type { Field, FieldMapping } from './fields.ts';
import type { Found } from './found.ts';
import { openImport, saveMapping, saveValues } from './manage.ts';
import * as store from './store.server.ts';

/** Whoever stands at the machine itself may what an administrator of the whole installation may. */
const operator = (lang: 'ru' | 'en'): Actor => ({
	account: null,
	name: '',
	grants: [{ role: 'administrator', territory: installation, reach: 'subtree', space: null }],
	lang,
	request: 'command',
	signIn: null,
	residence: null,
});

export type Operated = {
	id: store.ImportId;
	run: store.ImportRow;
	problems: Found[];
	outcome: 'dry-run' | 'refused' | 'done';
};

/**
 * An import from the operator's command: the same steps as in the office, one after the other in this process. Called again
 * after a death it goes on: what is in already is passed over.
 */
export async function importAppeals(input: {
	territory: TerritoryId;
	file: { name: string; bytes: Uint8Array };
	/** Name of a kept mapping; else the columns are guessed. */
	mapping?: string | undefined;
	/** What holds where the table says nothing: a topic, a day of filing, who sees it. */
	otherwise: Partial<Record<Field, string>>;
	source?: string | undefined;
	dryRun: boolean;
	/** Good rows come in although others are wrong. */
	skipWrong: boolean;
	lang: 'ru' | 'en';
	/** Problems that are told; all are counted. */
	most: number;
	progress(done: number, total: number | null, note: string): void;
}): Promise<Operated> {
	const actor = operator(input.lang);
	const { territory } = input;
	const db = database();
	const named = input.mapping ? await store.mappingNamed(db, territory, input.mapping) : null;
	if (named === undefined) refuse('intake.import.no-such-mapping', { name: input.mapping ?? '' });
	const id = await openImport(actor, { territory, file: input.file, mapping: named });
	const opened = (await store.read(db, territory, id)) as store.ImportRow;
	const mapping = await store.readMapping(db, territory, opened.mapping);
	if (!mapping) throw new Error('an import has a mapping');
	const fields: FieldMapping[] = [...mapping.fields];
	for (const [field, otherwise] of Object.entries(input.otherwise) as [Field, string][]) {
		const at = fields.findIndex((one) => one.field === field);
		if (at >= 0) fields[at] = { ...(fields[at] as FieldMapping), otherwise };
		else fields.push({ field, column: null, otherwise, written: null, swapped: false });
	}
	await saveMapping(actor, territory, id, { source: input.source ?? mapping.source, fields, name: '' });
	if (input.otherwise.category)
		await saveValues(actor, territory, id, 'category', {
			values: new Map(),
			otherwise: input.otherwise.category,
		});
	const context = contextOf(input.progress);
	await store.change(db, territory, id, { state: 'checking' });
	await check({ territory, import: id }, context);
	const checked = (await store.read(db, territory, id)) as store.ImportRow;
	const problems = await store.problems(db, territory, id, { after: -1, limit: input.most });
	if (input.dryRun) return { id, run: checked, problems, outcome: 'dry-run' };
	if (checked.wrong > 0 && !input.skipWrong) return { id, run: checked, problems, outcome: 'refused' };
	await store.change(db, territory, id, { state: 'importing' });
	await carryIn({ territory, import: id }, context);
	const run = (await store.read(db, territory, id)) as store.ImportRow;
	return { id, run, problems, outcome: 'done' };
}

function contextOf(tell: (done: number, total: number | null, note: string) => void): JobContext {
	return {
		signal: new AbortController().signal,
		attempt: 1,
		key: null,
		work: {
			id: '',
			cursor: null,
			async progress(done, total, note) {
				tell(done, total ?? null, note?.key ?? '');
			},
			async save() {},
			stopped: async () => false,
			finish() {},
		},
	};
}
