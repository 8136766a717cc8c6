import type { Form } from '#platform/http/form.server.ts';
import type { TypedAnswer } from '#rooms/appeals/door.server.ts';

/** What the form of an answer holds, whichever of its buttons was pressed. */
export function typedAnswer(form: Form): TypedAnswer & { seen: string[] } {
	const checks = Object.keys(form.values)
		.filter((name) => name.startsWith('check-'))
		.map((name): [string, string] => [name.slice('check-'.length), form.text(name)]);
	const version = form.text('version');
	const ids = (name: string) => form.all(name).filter((id) => /^[0-9a-f-]{36}$/.test(id));
	return {
		text: form.text('text'),
		checks: Object.fromEntries(checks),
		photographs: form.files('photographs'),
		dropped: ids('drop'),
		seen: ids('seen'),
		version: /^\d{1,9}$/.test(version) ? Number(version) : null,
	};
}
