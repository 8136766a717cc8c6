/**
 * Who may open an address. Each folder of src/routes that answers has an `access.ts` with one of these;
 * an address, an action or a method that is not named here answers 404.
 * `{ right }` is demanded at the territory of the address; rules about the thing itself stay in the use case.
 */
export type Opening = 'anyone' | 'signed-in' | { right: string };

export type Access = {
	/** GET and HEAD. */
	open: Opening;
	/** Form actions by name; `default` for a page with one. */
	actions?: Record<string, Opening>;
	/** Methods of a +server.ts besides GET and HEAD. */
	methods?: Partial<Record<'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS', Opening>>;
	/** Bodies from other sites are expected here (API with a key): neither form token nor origin is asked. */
	api?: boolean;
	/** Counts calls itself: a key has a limit of its own, which is not that of a person's address. */
	countsItself?: boolean;
	/** A POST that is asked as one types and writes nothing of weight: it counts among the readings of its sender. */
	reading?: boolean;
};

export function access(rules: Access): Access {
	return rules;
}

/** The rule for one request, or undefined: closed. `action` is the name in `?/name`. */
export function openingFor(
	rules: Access | undefined,
	method: string,
	action: string | null,
): Opening | undefined {
	if (!rules) return undefined;
	if (method === 'GET' || method === 'HEAD') return rules.open;
	const named = rules.methods?.[method as 'POST'];
	if (named) return named;
	return method === 'POST' ? rules.actions?.[action ?? 'default'] : undefined;
}
