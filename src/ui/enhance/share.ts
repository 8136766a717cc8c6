/** Copy the link, send it on, print. */
export function watchShare(): void {
	for (const button of document.querySelectorAll<HTMLButtonElement>('[data-share]'))
		button.hidden = typeof navigator.share !== 'function';
	document.addEventListener('click', async (event) => {
		const button = (event.target as Element).closest<HTMLButtonElement>(
			'[data-copy], [data-share], [data-print]',
		);
		if (!button) return;
		const url = new URL(button.dataset.copy || location.href, location.href).href;
		if ('print' in button.dataset) print();
		else if ('share' in button.dataset)
			await navigator.share({ title: button.dataset.share, url }).catch(() => {});
		else {
			await navigator.clipboard.writeText(url).catch(() => promptCopy(url));
			const words = button.lastChild;
			if (!words || button.dataset.was) return;
			button.dataset.was = words.textContent ?? '';
			button.setAttribute('aria-live', 'polite');
			words.textContent = button.dataset.copied ?? '';
			setTimeout(() => {
				words.textContent = button.dataset.was ?? '';
				delete button.dataset.was;
			}, 2500);
		}
	});
}

/** The clipboard needs https; on plain http the old way still works. */
export function promptCopy(text: string): void {
	const field = document.createElement('textarea');
	field.value = text;
	document.body.append(field);
	field.select();
	document.execCommand('copy');
	field.remove();
}
