/**
 * A box offers what begins as one types (ARIA 1.2 combobox with a listbox). The form stays what it was: Enter without
 * a choice searches. `data-suggest-fill` takes the choice into the box itself and its number into the field of that name, with
 * the name that it stands for in `<field>-known`. Words are asked for a moment after the last key, and an answer that comes late is thrown away.
 */
type Suggestion = { title: string; url?: string; where: string | null; territory?: number };

let made = 0;
const pause = 150;

export function watchSuggestions(): void {
	for (const input of document.querySelectorAll<HTMLInputElement>('input[data-suggest]')) watch(input);
}

function watch(input: HTMLInputElement): void {
	const listId = `suggest-${++made}`;
	const list = document.createElement('ul');
	list.id = listId;
	list.className = 'combobox-list';
	list.hidden = true;
	list.setAttribute('role', 'listbox');
	list.setAttribute('aria-label', input.dataset.suggestLabel ?? input.labels?.[0]?.textContent?.trim() ?? '');
	input.after(list);
	input.setAttribute('role', 'combobox');
	input.setAttribute('aria-autocomplete', 'list');
	input.setAttribute('aria-expanded', 'false');
	input.setAttribute('aria-controls', listId);

	const choose = (one: Suggestion) => {
		const field = input.dataset.suggestFill;
		if (field === undefined) return one.url && location.assign(one.url);
		input.value = one.title;
		const set = (name: string, value: string) => {
			const control = input.form?.elements.namedItem(name);
			if (control instanceof HTMLInputElement) control.value = value;
		};
		if (field) {
			set(field, String(one.territory ?? ''));
			set(`${field}-known`, one.title);
		}
		close();
		input.dispatchEvent(new Event('change', { bubbles: true }));
	};
	let shown: Suggestion[] = [];
	let active = -1;
	let waiting: ReturnType<typeof setTimeout> | undefined;
	let asking: AbortController | undefined;
	const mark = (index: number) => {
		active = index;
		for (const [place, item] of [...list.children].entries())
			item.setAttribute('aria-selected', String(place === index));
		if (index >= 0) input.setAttribute('aria-activedescendant', `${listId}-${index}`);
		else input.removeAttribute('aria-activedescendant');
	};
	const show = (found: Suggestion[]) => {
		shown = found;
		list.replaceChildren(
			...found.map((one, index) => {
				const item = document.createElement('li');
				item.id = `${listId}-${index}`;
				item.setAttribute('role', 'option');
				item.append(one.title);
				if (one.where) {
					const note = document.createElement('small');
					note.textContent = one.where;
					item.append(note);
				}
				// The box keeps the focus, else the list would close before the click.
				item.addEventListener('pointerdown', (event) => event.preventDefault());
				item.addEventListener('click', () => choose(one));
				return item;
			}),
		);
		list.hidden = found.length === 0;
		input.setAttribute('aria-expanded', String(found.length > 0));
		mark(-1);
	};
	const close = () => {
		clearTimeout(waiting);
		asking?.abort();
		show([]);
	};
	const ask = async (text: string) => {
		asking?.abort();
		asking = new AbortController();
		const to = new URL(input.dataset.suggest ?? '', location.href);
		to.searchParams.set('q', text);
		try {
			const answer = await fetch(to, { signal: asking.signal, headers: { accept: 'application/json' } });
			if (!answer.ok) return;
			const { items } = (await answer.json()) as { items: Suggestion[] };
			if (document.activeElement === input && input.value.trim() === text) show(items);
		} catch {
			// Without an answer the box is an ordinary one.
		}
	};
	input.addEventListener('input', () => {
		clearTimeout(waiting);
		const text = input.value.trim();
		if (text.length < 2) close();
		else waiting = setTimeout(() => ask(text), pause);
	});
	input.addEventListener('blur', close);
	input.addEventListener('keydown', (event) => {
		if (list.hidden) return;
		if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
			event.preventDefault();
			const step = event.key === 'ArrowDown' ? 1 : -1;
			mark(active < 0 && step < 0 ? shown.length - 1 : (active + step + shown.length) % shown.length);
		} else if (event.key === 'Enter' && shown[active]) {
			event.preventDefault();
			choose(shown[active] as Suggestion);
		} else if (event.key === 'Escape') {
			event.preventDefault();
			close();
		}
	});
}
