/** A mark in the browser that something waits to be sent, so that pages without it fetch nothing more. */
const sign = 'veche.outbox';

export function waits(): boolean {
	try {
		return localStorage.getItem(sign) !== null;
	} catch {
		return false;
	}
}

export function setWaits(are: boolean): void {
	try {
		if (are) localStorage.setItem(sign, '1');
		else localStorage.removeItem(sign);
	} catch {
		// Storage is forbidden: what waits goes while this page stands open.
	}
}
