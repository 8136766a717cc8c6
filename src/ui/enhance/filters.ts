/** Filters are sent as soon as a choice is made; words wait for Enter or the button. */
export function watchFilters(): void {
	document.addEventListener('change', (event) => {
		const field = event.target as HTMLInputElement;
		const form = field.form;
		if (!form || !('filters' in form.dataset)) return;
		if (field instanceof HTMLSelectElement || field.type === 'radio' || field.type === 'checkbox')
			form.requestSubmit();
	});
	// Empty fields do not clutter the address.
	document.addEventListener('submit', (event) => {
		const form = event.target as HTMLFormElement;
		if (!('filters' in form.dataset)) return;
		for (const field of form.elements)
			if ((field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && field.value === '')
				field.disabled = true;
		setTimeout(() => {
			for (const field of form.elements) (field as HTMLInputElement).disabled = false;
		});
	});
}
