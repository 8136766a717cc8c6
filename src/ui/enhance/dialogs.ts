/** Opens the native dialog where the plain page would go to another address. */
export function watchDialogs(): void {
	document.addEventListener('click', (event) => {
		const target = event.target as Element;
		const opener = target.closest<HTMLElement>('[data-dialog]');
		if (opener && !event.ctrlKey && !event.metaKey) {
			const dialog = document.getElementById(opener.dataset.dialog ?? '');
			if (!(dialog instanceof HTMLDialogElement)) return;
			event.preventDefault();
			dialog.showModal();
		} else if (target instanceof HTMLDialogElement && target.open) {
			// A press on the backdrop has the dialog itself as its target, outside of its box.
			const box = target.getBoundingClientRect();
			const inside =
				event.clientX >= box.left &&
				event.clientX <= box.right &&
				event.clientY >= box.top &&
				event.clientY <= box.bottom;
			if (!inside) target.close();
		}
	});
	// A form that came back with problems shows itself again.
	document.querySelector<HTMLFormElement>('dialog form[data-came-back]')?.closest('dialog')?.showModal();
	// The links of the summary of problems lead into the field, not only to it.
	document.addEventListener('click', (event) => {
		const link = (event.target as Element).closest<HTMLAnchorElement>('[role="alert"] a[href^="#"]');
		const field = link && document.getElementById(link.hash.slice(1));
		if (!field) return;
		event.preventDefault();
		(field.closest('.field') ?? field).scrollIntoView({ block: 'start' });
		field.focus({ preventScroll: true });
	});
}
