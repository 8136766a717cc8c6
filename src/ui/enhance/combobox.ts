/**
 * A long <select> becomes a box one types into (ARIA 1.2 combobox with a listbox). The select stays in the form and is
 * what is sent; its label, hint and problem now belong to the box. All words of a query must be found, in any order,
 * ё as е.
 */
const plain = (text: string) => text.toLocaleLowerCase('ru').replaceAll('ё', 'е');
let made = 0;

export function upgradeComboboxes(): void {
	for (const box of document.querySelectorAll<HTMLElement>('[data-combobox]')) {
		const select = box.querySelector('select');
		if (select) upgrade(box, select);
	}
}

function upgrade(box: HTMLElement, select: HTMLSelectElement): void {
	const listId = `combobox-${++made}`;
	const input = document.createElement('input');
	input.className = 'control';
	input.autocomplete = 'off';
	input.setAttribute('role', 'combobox');
	input.setAttribute('aria-autocomplete', 'list');
	input.setAttribute('aria-expanded', 'false');
	input.setAttribute('aria-controls', listId);
	for (const name of ['aria-describedby', 'aria-invalid']) {
		const value = select.getAttribute(name);
		if (value) input.setAttribute(name, value);
	}
	input.id = select.id;
	select.removeAttribute('id');
	select.hidden = true;
	select.tabIndex = -1;
	const empty = [...select.options].find((option) => option.value === '');
	input.placeholder = empty?.textContent?.trim() ?? '';
	const list = document.createElement('ul');
	list.id = listId;
	list.className = 'combobox-list';
	list.hidden = true;
	list.setAttribute('role', 'listbox');
	const label = input.labels?.[0];
	if (label) {
		label.id ||= `${listId}-label`;
		list.setAttribute('aria-labelledby', label.id);
	}
	box.append(input, list);
	box.classList.add('combobox');

	let shown: HTMLOptionElement[] = [];
	let active = -1;
	const chosen = () => (select.value ? (select.selectedOptions[0]?.textContent?.trim() ?? '') : '');
	const mark = (index: number) => {
		active = index;
		for (const [place, item] of [...list.children].entries()) {
			item.setAttribute('aria-selected', String(place === index));
			if (place === index) item.scrollIntoView({ block: 'nearest' });
		}
		if (index >= 0) input.setAttribute('aria-activedescendant', `${listId}-${index}`);
		else input.removeAttribute('aria-activedescendant');
	};
	const close = () => {
		list.hidden = true;
		input.setAttribute('aria-expanded', 'false');
		mark(-1);
	};
	const open = (query: string) => {
		const wanted = plain(query).split(/\s+/).filter(Boolean);
		const starts = (option: HTMLOptionElement) =>
			plain(option.text.trim()).startsWith(wanted[0] ?? '') ? 0 : 1;
		shown = [...select.options]
			.filter((option) => option.value !== '' && !option.disabled)
			.filter((option) => wanted.every((word) => plain(option.text).includes(word)))
			.sort((a, b) => starts(a) - starts(b))
			.slice(0, 60);
		list.replaceChildren(
			...shown.map((option, index) => {
				const item = document.createElement('li');
				item.id = `${listId}-${index}`;
				item.setAttribute('role', 'option');
				item.textContent = option.text.trim();
				const group = option.parentElement;
				if (group instanceof HTMLOptGroupElement) {
					const note = document.createElement('small');
					note.textContent = group.label;
					item.append(note);
				}
				item.addEventListener('pointerdown', (event) => event.preventDefault());
				item.addEventListener('click', () => choose(index));
				return item;
			}),
		);
		list.hidden = shown.length === 0;
		input.setAttribute('aria-expanded', String(shown.length > 0));
		mark(-1);
	};
	const choose = (index: number) => {
		const option = shown[index];
		if (!option) return;
		select.value = option.value;
		input.value = chosen();
		close();
		select.dispatchEvent(new Event('change', { bubbles: true }));
		select.dispatchEvent(new Event('input', { bubbles: true }));
	};

	input.value = chosen();
	input.addEventListener('input', () => open(input.value));
	input.addEventListener('click', () => list.hidden && open(''));
	input.addEventListener('focus', () => input.select());
	input.addEventListener('blur', () => {
		// Emptied: the choice is taken back. Half a word: the choice stays and is shown again.
		if (input.value.trim() === '' && empty) select.value = '';
		input.value = chosen();
		close();
	});
	input.addEventListener('keydown', (event) => {
		if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
			event.preventDefault();
			if (list.hidden) open(input.value === chosen() ? '' : input.value);
			mark((active + (event.key === 'ArrowDown' ? 1 : -1) + shown.length) % Math.max(1, shown.length));
		} else if (event.key === 'Enter' && !list.hidden) {
			event.preventDefault();
			choose(active >= 0 ? active : 0);
		} else if (event.key === 'Escape' && !list.hidden) {
			event.preventDefault();
			input.value = chosen();
			close();
		}
	});
	select.form?.addEventListener('veche:restored', () => {
		input.value = chosen();
	});
	select.form?.addEventListener('reset', () =>
		setTimeout(() => {
			input.value = chosen();
		}),
	);
}
