// Puts the form of appeals into a page of another site:
//   <script src="https://veche.example/embed/appeals.js" data-territory="kungur" async></script>
// data-site, data-theme (light, dark), data-accent (#0b5968), data-size (14 to 24), data-lang (en), data-label are optional.
// Nothing is read from the page, nothing is stored in the browser; the form comes in a frame and tells only its height.
(() => {
	const script = document.currentScript;
	if (!script) return;
	const { origin } = new URL(script.src);
	const said = script.dataset;
	const box = document.createElement('div');
	script.after(box);

	const asked = new URLSearchParams();
	for (const name of ['territory', 'site', 'theme', 'accent', 'size', 'lang'])
		if (said[name]) asked.set(name, said[name]);

	const show = ({ frame: src, title }) => {
		const frame = document.createElement('iframe');
		frame.src = src;
		frame.title = title;
		frame.allow = `geolocation ${origin}`;
		frame.style.cssText = 'display:block;width:100%;height:60rem;border:0';
		box.append(frame);
		addEventListener('message', (event) => {
			if (event.source !== frame.contentWindow || event.origin !== origin) return;
			const { veche, height, top } = event.data ?? {};
			if (veche === 'height' && height > 0 && height < 50_000) frame.style.height = `${Math.ceil(height)}px`;
			// the next step begins at its top, wherever the page stood
			if (veche === 'step' && top && box.getBoundingClientRect().top < 0) box.scrollIntoView();
		});
	};
	// a site that is not on the list, or no network: the form in a window of its own
	const link = () => {
		const a = document.createElement('a');
		a.href = `${origin}${said.lang === 'en' ? '/en' : ''}/${said.territory ? `${said.territory}/` : ''}appeals/new`;
		a.target = '_blank';
		a.rel = 'noopener';
		a.textContent = said.label ?? (said.lang === 'en' ? 'Write an appeal' : 'Написать обращение');
		box.append(a);
	};
	fetch(`${origin}/embed/appeals?${asked}`)
		.then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
		.then(show, link);
})();
