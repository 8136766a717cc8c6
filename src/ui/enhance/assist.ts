/**
 * A form that is answered while one writes. What was typed goes to the address of `data-assist`; the parts of the page that come back
 * take the place of those marked `data-assist-part`, made by the same components as the page. A part in which one is typing or
 * choosing waits until the focus leaves it. Radios in `data-sets` set the field of that name.
 */
type Answer = {
	parts: Record<string, string>;
	said: string;
	fill: Record<string, string>;
	prefer: Record<string, string>;
	kept?: string;
};

const pause = 450;
const keepEvery = 5_000;

export function watchAssist(): void {
	for (const form of document.querySelectorAll<HTMLFormElement>('form[data-assist]')) watch(form);
}

function watch(form: HTMLFormElement): void {
	let timer = 0;
	let asking: AbortController | undefined;
	let asked = '';
	let kept = 0;
	const touched = new Set<string>();
	const shown = new Map<string, string>();
	const parts = [...form.querySelectorAll<HTMLElement>('[data-assist-part]')];
	const first = new Map(parts.map((box) => [box, box.innerHTML]));

	const ask = async () => {
		const data = new FormData(form);
		for (const [name, value] of [...data]) if (typeof value !== 'string') data.delete(name);
		const body = new URLSearchParams(data as unknown as Record<string, string>);
		if (body.toString() === asked) return;
		asked = body.toString();
		if (Date.now() - kept > keepEvery) {
			body.set('_keep', '1');
			kept = Date.now();
		}
		asking?.abort();
		asking = new AbortController();
		try {
			const answer = await fetch(form.dataset.assist ?? '', {
				method: 'POST',
				body,
				signal: asking.signal,
				headers: { accept: 'application/json' },
			});
			if (answer.ok) take((await answer.json()) as Answer);
		} catch {
			// Without an answer the form is an ordinary one; the next page says the same.
		}
	};
	const later = () => {
		clearTimeout(timer);
		timer = window.setTimeout(ask, pause);
	};

	function take(answer: Answer): void {
		for (const box of form.querySelectorAll<HTMLElement>('[data-assist-part]')) {
			const html = answer.parts[box.dataset.assistPart ?? ''];
			if (html !== undefined) put(box, html);
		}
		say('said', answer.said);
		if (answer.kept) say('kept', answer.kept);
		for (const [name, value] of Object.entries(answer.fill)) {
			const control = form.elements.namedItem(name);
			if (control instanceof HTMLInputElement && control.value === '') {
				control.value = value;
				later();
			}
		}
		for (const [name, value] of Object.entries(answer.prefer))
			if (!touched.has(name))
				for (const radio of form.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${name}"]`))
					radio.checked = radio.value === value;
	}

	function say(where: 'said' | 'kept', words: string): void {
		const box = form.querySelector(`[data-assist-${where}]`);
		if (box && words !== box.textContent) box.textContent = words;
	}

	function put(box: HTMLElement, html: string): void {
		const name = box.dataset.assistPart ?? '';
		if (shown.get(name) === html) return;
		if (box.contains(document.activeElement) && box.innerHTML.trim() !== '') {
			box.addEventListener('focusout', later, { once: true });
			asked = '';
			return;
		}
		shown.set(name, html);
		box.innerHTML = html;
	}

	// an emptied form tells what it told when it came, not what was said of the one before
	form.addEventListener('reset', () => {
		clearTimeout(timer);
		asking?.abort();
		asked = '';
		shown.clear();
		touched.clear();
		for (const [box, html] of first) box.innerHTML = html;
	});
	form.addEventListener('input', later);
	form.addEventListener('change', (event) => {
		const control = event.target as HTMLInputElement;
		if (event.isTrusted && control.name) touched.add(control.name);
		const sets = control.closest<HTMLElement>('[data-sets]')?.dataset.sets;
		const list = sets ? form.elements.namedItem(sets) : null;
		if (list instanceof HTMLSelectElement) {
			list.value = control.value;
			form.dispatchEvent(new Event('veche:restored'));
		}
		later();
	});
	form.addEventListener('veche:place', later);
	if ((form.elements.namedItem('text') as HTMLTextAreaElement | null)?.value) later();
}
