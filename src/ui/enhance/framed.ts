/** A page in a frame on another site tells that site how tall it is, and when a new step begins; nothing else. */
export function watchFramed(): void {
	const content = document.querySelector('[data-framed]');
	if (parent === window || !content) return;
	let told = 0;
	const tell = () => {
		const height = Math.ceil(content.getBoundingClientRect().bottom + scrollY);
		if (height === told) return;
		told = height;
		parent.postMessage({ veche: 'height', height }, '*');
	};
	new ResizeObserver(tell).observe(content);
	tell();
	parent.postMessage({ veche: 'step', top: document.querySelector('[data-step-on]') !== null }, '*');
}
