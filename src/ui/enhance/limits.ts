/** Counts characters as one types; the words come from the page: «Знаков: {n} из 120». Nothing is ever cut. */
export function watchLimits(): void {
	for (const note of document.querySelectorAll<HTMLElement>('[data-limit]')) {
		const field = document.getElementById(note.dataset.for ?? '') as HTMLTextAreaElement | null;
		const words = note.dataset.count;
		if (!field || !words) continue;
		const limit = Number(note.dataset.limit);
		const quiet = 'quiet' in note.dataset;
		const plain = note.textContent ?? '';
		const count = () => {
			const length = [...field.value].length;
			note.textContent = length
				? words.replace('{n}', length.toLocaleString(document.documentElement.lang))
				: plain;
			note.classList.toggle('over', length > limit);
			if (quiet) note.classList.toggle('visually-hidden', length < limit * 0.8);
		};
		field.addEventListener('input', count);
		field.form?.addEventListener('veche:restored', count);
		field.form?.addEventListener('reset', () => setTimeout(count));
		count();
		// Read aloud only near the end and beyond it: a count at every letter would drown the text.
		const tell = () =>
			note.setAttribute('aria-live', [...field.value].length > limit * 0.9 ? 'polite' : 'off');
		field.addEventListener('input', tell);
	}
}
