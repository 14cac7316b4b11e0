// Which part of the page is in view, light or dark, and files to save. Nothing here talks to any server but ours.
(() => {
  const root = document.documentElement;
  const wide = () => window.matchMedia('(min-width: 960px)').matches;

  const mark = () => {
    for (const button of document.querySelectorAll('[data-view][type=button]')) {
      button.setAttribute('aria-pressed', String(button.dataset.view === root.dataset.view));
    }
  };

  const show = (view) => {
    if (wide() && !document.getElementById(`${view}-pane`)) view = 'canvas';
    root.dataset.view = view;
    mark();
    // A chart drawn while hidden has no width.
    requestAnimationFrame(() => window.dispatchEvent(new Event('resize')));
  };

  const light = (mode) => {
    document.body.classList.toggle('dark', mode === 'dark');
    root.style.colorScheme = mode;
  };

  const save = (address) => {
    const link = document.createElement('a');
    link.href = address;
    link.download = '';
    document.body.append(link);
    link.click();
    link.remove();
  };

  // Gradio draws the label of the box but does not tie it to the field.
  const name = () =>
    requestAnimationFrame(() => {
      const label = document.querySelector('#box [data-testid=block-info]');
      document.querySelector('#box textarea')?.setAttribute('aria-label', label ? label.textContent.trim() : '');
    });

  const told = new Set();
  const hear = (signal) => {
    if (!signal) return;
    if (signal.language) {
      root.lang = signal.language === 'zh' ? 'zh-CN' : 'en';
      show(root.dataset.view || 'chat');
      name();
    }
    if (signal.view) show(signal.view);
    for (const view of signal.changed || []) {
      // Each signal of a turn repeats what changed before it, so that none is lost when two come at once.
      if (told.has(`${signal.turn} ${view}`)) continue;
      told.add(`${signal.turn} ${view}`);
      if (wide()) show(view);
      else document.querySelector(`[data-view=${view}][type=button]`)?.classList.add('news');
    }
    for (const address of signal.download || []) if (address.startsWith('/files/')) save(address);
  };

  window.canvasPage = { hear, mark, show };
  root.dataset.view = 'chat';

  document.addEventListener('click', (event) => {
    const view = event.target.closest('[data-view][type=button]');
    if (view) {
      view.classList.remove('news');
      show(view.dataset.view);
    }
    if (event.target.closest('[data-thread], #eval-replay')) show('chat');
    if (event.target.closest('#record')) show('eval');
    if (event.target.closest('[data-light]')) {
      const mode = document.body.classList.contains('dark') ? 'light' : 'dark';
      localStorage.setItem('canvas-light', mode);
      light(mode);
    }
  });

  window.addEventListener('DOMContentLoaded', () => {
    const kept = localStorage.getItem('canvas-light');
    if (kept) setTimeout(() => light(kept), 0);
  });
  window.matchMedia('(min-width: 960px)').addEventListener('change', () => show(wide() ? 'canvas' : 'chat'));
})();
