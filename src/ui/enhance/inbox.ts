/** Keys of the inbox: j and k walk, Enter or o opens, x marks. Off while one types. */
export function watchInbox(): void {
	const inbox = document.querySelector<HTMLElement>('[data-inbox]');
	if (!inbox) return;
	const rows = () => [...inbox.querySelectorAll<HTMLAnchorElement>('[data-row]')];
	document.addEventListener('keydown', (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const target = event.target as HTMLElement;
		if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) {
			if (!(target instanceof HTMLInputElement && target.type === 'checkbox' && inbox.contains(target)))
				return;
		}
		if (document.querySelector('dialog[open]')) return;
		const all = rows();
		const focused = all.findIndex(
			(row) => row === document.activeElement || row.closest('li')?.contains(document.activeElement),
		);
		const at = focused >= 0 ? focused : all.findIndex((row) => row.hasAttribute('aria-current'));
		// On another layout of the keyboard the same keys are о and л.
		const key =
			event.code === 'KeyJ' ? 'j' : event.code === 'KeyK' ? 'k' : event.code === 'KeyX' ? 'x' : event.key;
		if (key === 'j' || key === 'k') {
			const next = all[Math.min(all.length - 1, Math.max(0, at + (key === 'j' ? 1 : -1)))];
			next?.focus();
			next?.scrollIntoView({ block: 'nearest' });
		} else if (key === 'x' && focused >= 0) {
			all[focused]?.closest('li')?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
		} else return;
		event.preventDefault();
	});
}
