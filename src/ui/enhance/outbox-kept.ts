import { draftsNamed, forgetDraft } from './drafts.ts';
import { allWaiting, dropWaiting, filesOf, type KeptFile } from './keep-files.ts';
import { isUnsent } from './send-waiting.ts';
import { promptCopy } from './share.ts';

/** What one wrote for a form that the page no longer has: refused later, or left lying when its place went away. */
type Kept = { draft: string; at: number; problem: string; fields: Map<string, string>; files: KeptFile[] };

const prefix = 'field-';

/** Fills the part of the page that lists them, anew each time. */
export async function listKept(): Promise<void> {
	const box = document.querySelector<HTMLElement>('[data-outbox-kept]');
	const list = box?.querySelector('ul');
	const line = box?.querySelector('template')?.content.firstElementChild;
	if (!box || !list || !line) return;
	const items = (await keptFor()).map((one) => {
		const item = line.cloneNode(true) as HTMLElement;
		fill(item, one, box.dataset.lang ?? 'ru');
		part(item, 'drop').addEventListener('click', async () => {
			await throwAway(one);
			item.remove();
			box.hidden = list.children.length === 0;
		});
		return item;
	});
	list.replaceChildren(...items);
	box.hidden = items.length === 0;
}

async function keptFor(): Promise<Kept[]> {
	const waiting = (await allWaiting()).filter((one) => one.draft.startsWith(prefix));
	const coming = new Set(waiting.filter((one) => isUnsent(one) || one.taken).map((one) => one.draft));
	const kept = new Map<string, Kept>();
	for (const one of waiting)
		if (one.problem !== undefined)
			kept.set(one.draft, {
				draft: one.draft,
				at: one.at,
				problem: one.problem,
				fields: new Map(one.fields),
				files: one.files.map(
					(file, index) => ({ ...file, key: String(index), draft: one.draft, at: one.at }) as KeptFile,
				),
			});
	for (const { name, at, fields } of draftsNamed(prefix)) {
		const files = await filesOf(name);
		const text = new Map(Object.entries(fields).map(([field, [value = '']]) => [field, value]));
		const refused = kept.get(name);
		kept.set(name, {
			draft: name,
			at,
			problem: refused?.problem ?? '',
			fields: text,
			files: files.length ? files : (refused?.files ?? []),
		});
	}
	return [...kept.values()].filter(
		({ draft, fields, files, problem }) =>
			!coming.has(draft) && !hasForm(draft) && (problem || fields.get('text')?.trim() || files.length > 0),
	);
}

export const hasForm = (draft: string): boolean =>
	document.querySelector(`form[data-draft="${CSS.escape(draft)}"]`) !== null;

function fill(item: HTMLElement, { at, problem, fields, files }: Kept, lang: string): void {
	const number = part(item, 'number') as HTMLAnchorElement;
	const text = fields.get('text') ?? '';
	if (fields.get('number')) number.textContent = fields.get('number') ?? '';
	if (fields.get('appeal')) number.href = `${number.getAttribute('href')}/${fields.get('appeal')}`;
	part(item, 'at').textContent = new Intl.DateTimeFormat(lang, {
		dateStyle: 'long',
		timeStyle: 'short',
	}).format(at);
	part(item, 'problem').textContent = problem;
	const outcome = part(item, 'outcome');
	const said = { done: outcome.dataset.done, 'not-done': outcome.dataset.notDone }[
		fields.get('outcome') ?? ''
	];
	outcome.textContent = said ?? '';
	part(item, 'text').textContent = text;
	for (const file of files) {
		const link = document.createElement('a');
		link.href = URL.createObjectURL(file.blob);
		link.download = file.name;
		link.textContent = file.name;
		const row = document.createElement('li');
		row.append(link);
		part(item, 'files').append(row);
	}
	const copy = part(item, 'copy');
	copy.hidden = text === '';
	copy.addEventListener('click', async () => {
		await navigator.clipboard.writeText(text).catch(() => promptCopy(text));
		copy.setAttribute('aria-live', 'polite');
		copy.textContent = copy.dataset.keptCopy ?? '';
	});
}

const part = (item: HTMLElement, name: string) => item.querySelector(`[data-kept-${name}]`) as HTMLElement;

async function throwAway({ draft }: Kept): Promise<void> {
	await forgetDraft(draft);
	for (const one of await allWaiting()) if (one.draft === draft) await dropWaiting(one.key);
}
