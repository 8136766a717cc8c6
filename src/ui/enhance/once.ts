/**
 * A second press does not send a form twice. The server would take the repeat as one (the form carries a key); this only
 * spares the waiting person the doubt.
 */
export function watchSending(): void {
	document.addEventListener('submit', (event) => {
		const form = event.target as HTMLFormElement;
		if (!('once' in form.dataset) || event.defaultPrevented) return;
		if (form.dataset.sending) {
			event.preventDefault();
			return;
		}
		form.dataset.sending = 'yes';
		event.submitter?.classList.add('busy');
		event.submitter?.setAttribute('aria-busy', 'true');
		// A file that is downloaded leaves the page standing; a slow answer may have been lost.
		setTimeout(() => free(form), 20_000);
	});
	// Back from the next page, as it was left.
	addEventListener('pageshow', () => {
		for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sending]')) free(form);
	});
}

function free(form: HTMLFormElement): void {
	delete form.dataset.sending;
	for (const button of form.querySelectorAll('.busy')) {
		button.classList.remove('busy');
		button.removeAttribute('aria-busy');
	}
}
