/**
 * Keeps what is being typed in the reader's own browser, form by form, where the form asked for it (`data-draft`).
 * Never passwords and hidden fields, but for those marked `data-kept`; files by `keep-files.ts`. Gone when the form was taken, after 14 days, and at sign-out.
 */
const prefix = 'veche.draft:';
const sentKey = 'veche.draft-sent';
const longest = 14 * 24 * 3600 * 1000;
type Draft = { at: number; fields: Record<string, string[]> };
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The form was pressed and did not go: its draft stays. */
export function notSent(): void {
	try {
		sessionStorage.removeItem(sentKey);
	} catch {
		// No storage, no draft.
	}
}

/** What was written in a form has gone by another way: neither the draft nor an open form holds what is not newer than that. */
export function goneBy(name: string, at: number): void {
	const key = prefix + name;
	try {
		if ((read(localStorage, key)?.at ?? 0) > at) return;
		localStorage.removeItem(key);
	} catch {
		return;
	}
	const form = document.querySelector<HTMLFormElement>(`form[data-draft="${CSS.escape(name)}"]`);
	form?.reset();
	for (const note of form?.querySelectorAll<HTMLElement>('[data-draft-note]') ?? []) note.hidden = true;
}

/** What lies here for forms whose names begin so. */
export function draftsNamed(begins: string): (Draft & { name: string })[] {
	try {
		return Object.keys(localStorage)
			.filter((key) => key.startsWith(prefix + begins))
			.flatMap((key) => {
				const draft = read(localStorage, key);
				return draft ? [{ ...draft, name: key.slice(prefix.length) }] : [];
			});
	} catch {
		return [];
	}
}

export async function forgetDraft(name: string): Promise<void> {
	try {
		localStorage.removeItem(prefix + name);
	} catch {
		// No storage, no draft.
	}
	await (await import('./keep-files.ts')).forgetFiles(name);
}

export function watchDrafts(): void {
	let store: Storage;
	let session: Storage;
	try {
		store = localStorage;
		session = sessionStorage;
	} catch {
		return; // Storage is forbidden in this browser: pages do without drafts.
	}
	const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-draft]')];
	const sent = session.getItem(sentKey);
	if (sent) {
		session.removeItem(sentKey);
		const page = performance.getEntriesByType('navigation')[0] as { responseStatus?: number } | undefined;
		// The form itself with what was typed, or a page between it and the end: not sent yet.
		const goesOn =
			forms.some((form) => nameOf(form) === sent && 'cameBack' in form.dataset) ||
			between().some((one) => one.key === sent);
		if (!goesOn && (page?.responseStatus ?? 200) < 400) forget(store, sent);
	}
	for (const key of Object.keys(store))
		if (key.startsWith(prefix) && Date.now() - (read(store, key)?.at ?? 0) > longest) forget(store, key);
	for (const { form, key } of between()) form.addEventListener('submit', () => session.setItem(sentKey, key));

	document.addEventListener('submit', (event) => {
		const form = event.target as HTMLFormElement;
		if (/sign-out/.test(form.action))
			for (const key of Object.keys(store)) if (key.startsWith(prefix)) forget(store, key);
	});

	for (const form of forms) {
		const key = nameOf(form);
		const draft = read(store, key);
		// What the server gives back is newer than any draft, unless it tells since when it has it.
		const known = form.dataset.cameBack;
		if (known === undefined || (known !== '' && Number(known) < (draft?.at ?? 0)))
			restore(form, draft, () => forget(store, key));
		let timer = 0;
		form.addEventListener('input', () => {
			clearTimeout(timer);
			timer = window.setTimeout(() => save(store, key, form), 400);
		});
		form.addEventListener('submit', () => {
			clearTimeout(timer);
			save(store, key, form);
			session.setItem(sentKey, key);
		});
	}
}

const nameOf = (form: HTMLFormElement) => prefix + form.dataset.draft;

/** Forms of pages between a form and its end, which carry what was typed in it along. */
const between = () =>
	[...document.querySelectorAll<HTMLFormElement>('form[data-draft-of]')].map((form) => ({
		form,
		key: prefix + form.dataset.draftOf,
	}));

function forget(store: Storage, key: string): void {
	store.removeItem(key);
	if (key === prefix || !('indexedDB' in window)) return;
	import('./keep-files.ts').then(async (chunk) => {
		await chunk.forgetFiles(key.slice(prefix.length));
		await chunk.forgetRefused(key.slice(prefix.length));
	});
}

function controls(form: HTMLFormElement): Control[] {
	return [...form.elements].filter(
		(one): one is Control =>
			(one instanceof HTMLInputElement &&
				('kept' in one.dataset || !/^(hidden|password|file|submit|button|reset)$/.test(one.type))) ||
			one instanceof HTMLTextAreaElement ||
			one instanceof HTMLSelectElement,
	);
}

const isBox = (one: Control): one is HTMLInputElement =>
	one instanceof HTMLInputElement && (one.type === 'radio' || one.type === 'checkbox');

function save(store: Storage, key: string, form: HTMLFormElement): void {
	const fields: Draft['fields'] = {};
	for (const one of controls(form)) {
		if (!one.name) continue;
		fields[one.name] ??= [];
		if (!isBox(one) || one.checked) fields[one.name]?.push(one.value);
	}
	try {
		store.setItem(key, JSON.stringify({ at: Date.now(), fields } satisfies Draft));
	} catch {
		// The browser's room is full: the form still works, only without a draft.
	}
}

function read(store: Storage, key: string): Draft | null {
	try {
		return JSON.parse(store.getItem(key) ?? 'null');
	} catch {
		return null;
	}
}

function restore(form: HTMLFormElement, draft: Draft | null, forget: () => void): void {
	if (!draft) return;
	let changed = false;
	for (const one of controls(form)) {
		const values = draft.fields[one.name];
		if (!values) continue;
		if (isBox(one)) {
			const wanted = values.includes(one.value);
			changed ||= one.checked !== wanted;
			one.checked = wanted;
		} else if (values[0] !== undefined && one.value !== values[0]) {
			one.value = values[0];
			changed = true;
		}
	}
	const note = form.querySelector<HTMLElement>('[data-draft-note]');
	if (!changed || !note) return;
	note.hidden = false;
	note.querySelector('button')?.addEventListener('click', () => {
		forget();
		form.reset();
		note.hidden = true;
	});
	form.dispatchEvent(new Event('veche:restored'));
}
