/**
 * `data-renew="3"` on an element with an id: fetched anew every three seconds while it says so, so that the progress of long work moves
 * without the page jumping. Without the script the page itself is loaded again.
 */
export function watchRenew(): void {
	for (const part of document.querySelectorAll<HTMLElement>('[data-renew][id]')) wait(part);
}

function wait(part: HTMLElement): void {
	const seconds = Number(part.dataset.renew) || 3;
	setTimeout(async () => {
		if (document.hidden) return wait(part);
		try {
			const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
			const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
			const fresh = page.getElementById(part.id);
			if (!answer.ok || !fresh) return location.reload();
			// Whoever is about to press a button must not lose it under the finger.
			if (part.contains(document.activeElement)) return wait(part);
			part.replaceWith(document.adoptNode(fresh));
			if (fresh.dataset.renew) wait(fresh);
		} catch {
			wait(part);
		}
	}, seconds * 1000);
}
