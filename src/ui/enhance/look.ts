/** Theme without reloading: the choice is kept by the same address that the link leads to. */
export function watchLook(): void {
	document.addEventListener('click', (event) => {
		const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-theme-choice]');
		if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		const theme = link.dataset.themeChoice ?? 'system';
		const root = document.documentElement;
		if (theme === 'system') delete root.dataset.theme;
		else root.dataset.theme = theme;
		for (const other of document.querySelectorAll('a[data-theme-choice]'))
			if (other === link) other.setAttribute('aria-current', 'true');
			else other.removeAttribute('aria-current');
		link.closest('details')?.removeAttribute('open');
		document.dispatchEvent(new CustomEvent('veche:look'));
		// The answer is a redirect; it is enough that the cookie came with it.
		fetch(link.href, { redirect: 'manual' }).catch(() => location.assign(link.href));
	});
}
