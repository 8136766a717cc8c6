/** A menu (details[data-menu]) closes by Escape and by a press beside it, as people expect of menus. */
export function watchMenus(): void {
	document.addEventListener('click', (event) => {
		for (const menu of document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]'))
			if (!menu.contains(event.target as Node)) menu.open = false;
	});
	document.addEventListener('keydown', (event) => {
		if (event.key !== 'Escape') return;
		for (const menu of document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')) {
			menu.open = false;
			menu.querySelector('summary')?.focus();
		}
	});
}
