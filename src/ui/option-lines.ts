export type Option = { value: string | number; label: string; group?: string; disabled?: boolean };

type Lines = { html: string; afterValue: Map<string, number> };

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<"]/g, (sign) => signs[sign] as string);

/** A list of choices that is kept between pages is written once. */
const written = new WeakMap<readonly Option[], Lines>();

function write(options: readonly Option[]): Lines {
	const afterValue = new Map<string, number>();
	let html = '';
	let group: string | undefined;
	for (const option of options) {
		if (option.group !== group) {
			if (group) html += '</optgroup>';
			group = option.group;
			if (group) html += `<optgroup label="${escaped(group)}">`;
		}
		const value = String(option.value);
		html += `<option value="${escaped(value)}"`;
		if (!afterValue.has(value)) afterValue.set(value, html.length);
		html += `${option.disabled ? ' disabled=""' : ''}>${escaped(option.label)}</option>`;
	}
	if (group) html += '</optgroup>';
	return { html, afterValue };
}

/**
 * The lines of a select as HTML, the chosen one marked. A page of the office has hundreds of them, and as elements of a component
 * they took more of its time than all else on it.
 */
export function optionLines(options: readonly Option[], chosen: string): string {
	let lines = written.get(options);
	if (!lines) {
		lines = write(options);
		written.set(options, lines);
	}
	const { html, afterValue } = lines;
	const at = afterValue.get(chosen);
	return at === undefined ? html : `${html.slice(0, at)} selected=""${html.slice(at)}`;
}
