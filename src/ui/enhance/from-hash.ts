/**
 * What stands behind `#` in the address (a secret, which browsers send nowhere) goes into the field marked `data-from-hash`, out of the
 * address, and the form is sent.
 */
export function takeFromHash(): void {
	const field = document.querySelector<HTMLInputElement>('input[data-from-hash]');
	const secret = /^#([A-Za-z0-9_-]{12,22})$/.exec(location.hash)?.[1];
	if (!field || !secret) return;
	field.value = secret;
	history.replaceState(null, '', location.pathname + location.search);
	field.form?.requestSubmit();
}
