/** A ballot that works by itself: with the script the points that are left are counted, and options of a ranking move up and down. */
export function watchPaper(): void {
	for (const note of document.querySelectorAll<HTMLElement>('[data-left], [data-marked-most]')) count(note);
	for (const list of document.querySelectorAll<HTMLElement>('[data-ranked]')) rank(list);
}

function count(note: HTMLElement): void {
	const form = note.closest('form');
	if (!form) return;
	const { left, markedMost, words = '', over = '' } = note.dataset;
	const tell = () => {
		const numbers = [...form.querySelectorAll<HTMLInputElement>('input[data-points]')];
		const given = numbers.reduce((sum, one) => sum + (Number.parseInt(one.value, 10) || 0), 0);
		const marked = form.querySelectorAll('input[name="marks"]:checked').length;
		const rest = left === undefined ? Number(markedMost) - marked : Number(left) - given;
		const shown = left === undefined ? marked : Math.abs(rest);
		const text = left !== undefined && rest < 0 ? over : words;
		note.textContent = text.replace('{n}', shown.toLocaleString(document.documentElement.lang));
		note.classList.toggle('over', rest < 0);
	};
	form.addEventListener('input', tell);
	form.addEventListener('change', tell);
	tell();
}

/** Places stay in the selects, which are what is sent; a place that is taken moves the others down. */
function rank(list: HTMLElement): void {
	const all = [...list.querySelectorAll<HTMLElement>('[data-place]')];
	const first = all[0];
	if (!first) return;
	const anchor = document.createComment('');
	first.before(anchor);
	const selectOf = (one: HTMLElement) => one.querySelector('select') as HTMLSelectElement;
	let ranked = all
		.filter((one) => selectOf(one).value !== '')
		.sort((a, b) => Number(selectOf(a).value) - Number(selectOf(b).value));

	const show = (focus: HTMLElement | null) => {
		for (const one of all) {
			const place = ranked.indexOf(one);
			selectOf(one).value = place < 0 ? '' : String(place + 1);
		}
		anchor.after(...ranked, ...all.filter((one) => !ranked.includes(one)));
		focus?.focus();
	};
	const move = (one: HTMLElement, step: 1 | -1, button: HTMLElement) => {
		const place = ranked.indexOf(one);
		if (place < 0 && step < 0) ranked.push(one);
		else if (place === ranked.length - 1 && step > 0) ranked.pop();
		else if (place >= 0 && place + step >= 0) {
			ranked.splice(place, 1);
			ranked.splice(place + step, 0, one);
		}
		show(button);
	};

	for (const one of all) {
		const moves = document.createElement('div');
		moves.className = 'moves';
		for (const [step, sign, words] of [
			[-1, '↑', list.dataset.up],
			[1, '↓', list.dataset.down],
		] as const) {
			const button = document.createElement('button');
			button.type = 'button';
			button.textContent = sign;
			button.setAttribute('aria-label', (words ?? '').replace('{option}', one.dataset.option ?? ''));
			button.addEventListener('click', () => move(one, step, button));
			moves.append(button);
		}
		one.append(moves);
		const select = selectOf(one);
		select.addEventListener('change', () => {
			ranked = ranked.filter((other) => other !== one);
			if (select.value !== '') ranked.splice(Number(select.value) - 1, 0, one);
			show(select);
		});
	}
	if (ranked.length > 0) show(null);
}
