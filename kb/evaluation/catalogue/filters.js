(() => {
  const box = document.querySelector('.filters');
  const list = document.querySelector('.lessons');
  if (!box || !list) return;
  const fold = text => text.toLowerCase().normalize('NFC');
  const items = [...list.children].map((item, place) => ({
    item, place, is: said.lessons[place],
    title: fold(item.querySelector('a').textContent),
    words: fold(said.lessons[place].words),
  }));
  const field = (text, control) => {
    const label = document.createElement('label');
    label.append(text, control);
    box.append(label);
    return control;
  };
  const search = field(said.search, Object.assign(document.createElement('input'), { type: 'search' }));
  const choices = said.filters.map(([name, text, values]) => {
    const choice = field(text, document.createElement('select'));
    choice.append(new Option(said.any, ''), ...values.map(([value, called]) => new Option(called, value)));
    return [name, choice];
  });
  const clear = Object.assign(document.createElement('button'), { type: 'button', textContent: said.clear });
  const count = document.createElement('p');
  count.setAttribute('role', 'status');
  box.append(clear, count);

  const score = (one, asked) => {
    let points = 0;
    for (const word of asked) {
      const inTitle = one.title.includes(word), inWords = one.words.includes(word);
      if (!inTitle && !inWords) return 0;
      points += inTitle ? 3 : 1;
    }
    return points || 1;
  };
  const show = () => {
    const asked = fold(search.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    let shown = 0;
    const ranked = items.map(one => {
      const fits = choices.every(([name, choice]) =>
        !choice.value || one.is[name].includes(choice.value));
      const points = fits ? score(one, asked) : 0;
      one.item.hidden = !points;
      shown += points > 0;
      return [points, one];
    });
    ranked.sort((a, b) => b[0] - a[0] || a[1].place - b[1].place);
    list.append(...ranked.map(([, one]) => one.item));
    count.textContent = said.shown.replace('{n}', shown).replace('{all}', items.length);
  };
  clear.addEventListener('click', () => {
    search.value = '';
    for (const [, choice] of choices) choice.value = '';
    show();
    search.focus();
  });
  box.addEventListener('input', show);
  show();
})();
