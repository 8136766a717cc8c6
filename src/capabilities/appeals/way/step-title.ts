import type { Happening } from '../appeal.ts';

type Facts = Record<string, string | number | boolean>;
/** How a page, a feed or a program says it: words by their key, days and moments in the reader's language. */
export type Saying = {
	any(key: string, facts?: Facts): string;
	date(at: string | Date): string;
	/** The name of the body in question. */
	body: string;
	/** The official in question, on pages of the office. */
	person?: string | undefined;
};

/** One step of the way of an appeal in words. The same on the page, in the feed and in the API. */
export function titleOfStep({ kind, facts }: Pick<Happening, 'kind' | 'facts'>, say: Saying): string {
	const word = (name: string, more?: Facts) => say.any(`appeals.history.${name}`, more);
	switch (kind) {
		case 'routed':
		case 'taken-up':
		case 'answered':
		case 'passed-on':
		case 'unrouted':
		case 'part-joined':
		case 'part-left':
		case 'part-asked':
		case 'part-taken-up':
		case 'part-reported':
		case 'part-refused':
		case 'part-withdrawn':
		case 'part-sent-back':
			return word(kind, { body: say.body });
		case 'assigned':
			if (say.person) return word('assigned-to', { name: say.person });
			if (facts.because === 'left') return word('assigned-left');
			return facts.executor === null ? word(facts.unit ? 'assigned-unit' : 'assigned-nobody') : word(kind);
		case 'classified':
			if (facts.name === undefined) return word(kind);
			return facts.by === 'house'
				? word('classified-by-house', { name: String(facts.name), confidence: Number(facts.confidence) })
				: word('classified-as', { name: String(facts.name) });
		case 'unsure':
		case 'disagrees':
			return facts.name === undefined
				? word('unsure-at-all')
				: word(kind, { name: String(facts.name), confidence: Number(facts.confidence) });
		case 'returned':
			if (facts.by === 'sample') return word('returned-by-sample');
			if (facts.by === 'neighbours') return word('returned-by-neighbours', { count: Number(facts.count) });
			if (facts.by === 'objection') return word('objected');
			return facts.review ? word('returned-to-controller') : word(kind);
		case 'disputed':
			return word(kind, { count: Number(facts.count), why: String(facts.said ?? '') });
		case 'sample-returned':
			return word(kind, { by: String(facts.by) });
		case 'review-confirmed':
			return word(kind, { body: say.body, how: String(facts.how) });
		case 'closed':
			return word(`closed.${facts.because}`);
		case 'term-changed':
		case 'term-prolonged':
			return word(kind, {
				from: say.date(String(facts.from)),
				to: say.date(String(facts.to)),
				because: String(facts.because ?? ''),
			});
		case 'term-paused':
		case 'waits':
			return word(kind, { until: say.date(new Date(String(facts.until))), said: String(facts.said ?? '') });
		case 'term-missed':
		case 'warned':
		case 'escalated':
			return word(kind, {
				term: facts.due === undefined ? '' : String(facts.term),
				due: facts.due === undefined ? '' : say.date(String(facts.due)),
				whom: String(facts.whom ?? ''),
				told: facts.instead ? 'deputy' : Number(facts.people ?? 0) > 0 ? 'told' : 'nobody',
			});
		case 'approval-asked':
		case 'approval-given':
		case 'approval-sent-back':
			return word(kind, { role: say.any(`roles.${facts.role}`) });
		case 'term-resumed':
			return word(kind, { due: say.date(String(facts.due)) });
		case 'sent-on':
		case 'outside-closed':
		case 'outside-open':
		case 'outside-said':
			return word(kind, { to: String(facts.to), number: String(facts.number) });
		case 'replied':
		case 'supplemented':
			return word(kind, { photographs: Number(facts.photographs ?? 0) });
		case 'field-reported':
			return word(kind, { outcome: String(facts.outcome), photographs: Number(facts.photographs ?? 0) });
		case 'hidden':
		case 'shown-again':
			return word(kind, { what: facts.file ? 'photograph' : 'whole' });
		case 'merged':
			return word(kind, { known: String(facts.known), number: String(facts.number ?? '') });
		case 'took-in':
		case 'let-go':
			return word(kind, { number: String(facts.number) });
		case 'unmerged':
			return word(kind, { because: String(facts.because) });
		case 'undone':
			return word(`undone.${facts.what}`);
		default:
			return word(kind);
	}
}
