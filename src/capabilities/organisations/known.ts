import { type Body, type BodyRef, bodyKey } from './body.ts';

/** Bodies that lists name again and again, kept for a moment in this process. What a person changes is forgotten at once. */
const known = new Map<string, { body: Body; until: number }>();
const keptFor = 5_000;
const most = 5_000;

export function recall(refs: readonly BodyRef[]): Map<string, Body> {
	const now = Date.now();
	const found = new Map<string, Body>();
	for (const ref of refs) {
		const kept = known.get(bodyKey(ref));
		if (kept && kept.until > now) found.set(bodyKey(ref), kept.body);
	}
	return found;
}

export function remember(body: Body): Body {
	if (known.size >= most) known.clear();
	known.set(bodyKey(body), { body, until: Date.now() + keptFor });
	return body;
}

export function forget(ref: BodyRef): void {
	known.delete(bodyKey(ref));
}
