/**
 * Keys of a page that is worked without a mouse: what carries `data-press="F2"` is focused, or pressed when it is a button or a
 * link. Function keys, because they work while one types. Enter in a line of a form with such keys goes to the next field and sends
 * nothing by chance; in a search it searches.
 */
export function watchPresses(): void {
	document.addEventListener('keydown', (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const target = event.target as HTMLElement;
		if (event.key === 'Enter') return goOn(event, target);
		if (!/^F\d{1,2}$/.test(event.key)) return;
		const named = document.querySelector<HTMLElement>(`[data-press="${event.key}"]`);
		if (!named) return;
		event.preventDefault();
		if (named instanceof HTMLButtonElement || named instanceof HTMLAnchorElement) named.click();
		else {
			named.focus();
			if (named instanceof HTMLInputElement) named.select();
		}
	});
}

function goOn(event: KeyboardEvent, target: HTMLElement): void {
	if (!(target instanceof HTMLInputElement) || target.type === 'search' || event.defaultPrevented) return;
	const form = target.form;
	if (!form?.querySelector('[data-operator]') || target.getAttribute('aria-expanded') === 'true') return;
	event.preventDefault();
	const all = [...form.elements].filter(
		(one): one is HTMLElement =>
			one instanceof HTMLElement &&
			one.tabIndex >= 0 &&
			one.offsetParent !== null &&
			!one.matches('fieldset, button, [type=hidden]'),
	);
	all[all.indexOf(target) + 1]?.focus();
}
