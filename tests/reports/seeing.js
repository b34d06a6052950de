// What seeing.py asks of a page. Every function gives a list of faults as texts.
const isSeen = tag => tag.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && tag.getClientRects().length > 0
const start = text => (text || '').trim().replace(/\s+/g, ' ').slice(0, 50)
const nameOf = tag => tag.tagName.toLowerCase() + (tag.classList[0] ? '.' + tag.classList[0] : '') + (tag.id ? '#' + tag.id : '') +
  (tag.getAttribute('href') || '') + ' ' + start(tag.textContent)

// Colours
const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true })
function rgba(colour) {
  const parts = colour.match(/^rgba?\(([^)]*)\)$/)
  if (parts) {
    const [red, green, blue, alpha] = parts[1].split(/[\s,/]+/).filter(Boolean).map(parseFloat)
    return [red, green, blue, alpha ?? 1]
  }
  canvas.clearRect(0, 0, 1, 1)
  canvas.fillStyle = colour
  canvas.fillRect(0, 0, 1, 1)
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data
  return [red, green, blue, alpha / 255]
}
const over = (top, below) => [0, 1, 2].map(at => top[at] * top[3] + below[at] * (1 - top[3])).concat(1)
function light([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function ratio(one, other) {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}
function faded(tag, upTo) {
  let opacity = 1
  for (let at = tag; at && at !== upTo; at = at.parentElement) opacity *= parseFloat(getComputedStyle(at).opacity)
  return opacity
}
function ground(tag) {
  const colours = []
  for (let at = tag; at; at = at.parentElement) colours.unshift(rgba(getComputedStyle(at).backgroundColor))
  return colours.reduce((below, top) => over(top, below), rgba(getComputedStyle(document.documentElement).colorScheme.includes('dark') ? '#121212' : '#fff'))
}

// Drawings
const SHAPES = 'rect, circle, ellipse, path, polygon, polyline, line'
function touches(shape, x, y) {
  const style = getComputedStyle(shape)
  const point = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse())
  const wide = parseFloat(style.strokeWidth) * shape.getScreenCTM().a
  if (style.fill !== 'none' && shape.tagName !== 'line' && shape.isPointInFill(point)) return 'fill'
  // A thin line behind a text crosses it, but is no ground it stands on.
  return style.stroke !== 'none' && wide >= 3 && shape.isPointInStroke(point) ? 'stroke' : ''
}
function paintOf(shape, kind, root) {
  const style = getComputedStyle(shape)
  const colour = rgba(style[kind])
  return [...colour.slice(0, 3), colour[3] * parseFloat(style[kind + 'Opacity']) * faded(shape, root)]
}
function points(text) {
  const box = text.getBoundingClientRect(), y = box.top + box.height / 2
  return [0.04, 0.27, 0.5, 0.73, 0.96].map(part => [box.left + part * box.width, y])
}
function reach(shape) {
  const box = shape.getBoundingClientRect(), edge = parseFloat(getComputedStyle(shape).strokeWidth) * 4 || 0
  return { shape, left: box.left - edge, right: box.right + edge, top: box.top - edge, bottom: box.bottom + edge }
}
function judge(text, root, shapes, x, y) {
  let below = ground(root)
  for (const shape of shapes.filter(shape => shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) {
    const kind = touches(shape, x, y)
    if (kind) below = over(paintOf(shape, kind, root), below)
  }
  const style = getComputedStyle(text)
  const halo = style.stroke !== 'none' && style.paintOrder.startsWith('stroke') && parseFloat(style.strokeWidth) >= 2
  if (halo) below = over(paintOf(text, 'stroke', root), below)
  return ratio(over(paintOf(text, 'fill', root), below), below)
}
const isCovering = (shape, text, root, x, y) =>
  shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_PRECEDING && touches(shape, x, y) &&
  paintOf(shape, touches(shape, x, y), root)[3] > 0.5
const drawings = () => [...document.querySelectorAll('svg')].filter(isSeen)
const textsOf = root => [...root.querySelectorAll('text')].filter(text => isSeen(text) && text.textContent.trim())
function contrastFaults() {
  return drawings().flatMap(root => {
    const all = [...root.querySelectorAll(SHAPES)].filter(shape => !shape.closest('defs, clipPath, mask, marker') && isSeen(shape)).map(reach)
    return textsOf(root).flatMap(text => {
      const style = getComputedStyle(text), size = parseFloat(style.fontSize) * text.getScreenCTM().a
      const least = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700) ? 3 : 4.5
      const box = text.getBoundingClientRect()
      const shapes = all.filter(at => at.left <= box.right && at.right >= box.left && at.top <= box.bottom && at.bottom >= box.top).map(at => at.shape)
      const found = Math.min(...points(text).map(([x, y]) => judge(text, root, shapes, x, y)))
      const [, , [x, y]] = points(text)
      const cover = shapes.find(shape => isCovering(shape, text, root, x, y))
      return [
        ...(found < least ? [`«${start(text.textContent)}» has contrast ${found.toFixed(2)}, not ${least}`] : []),
        ...(cover ? [`«${start(text.textContent)}» is covered by a ${cover.tagName}`] : []),
      ]
    })
  })
}
function overlapFaults() {
  return drawings().flatMap(root => {
    const boxes = textsOf(root).map(text => [text, text.getBoundingClientRect()])
    return boxes.flatMap(([one, a], at) => boxes.slice(at + 1).filter(([, b]) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > a.height / 3
    ).map(([other]) => `«${start(one.textContent)}» lies on «${start(other.textContent)}»`))
  })
}

// The window
const scrolls = tag => { for (let at = tag; at; at = at.parentElement) if (at.classList.contains('scroll')) return true; return false }
const isUnseen = tag => tag.closest('.unseen, .skip') !== null
function sidewaysFaults() {
  const room = document.documentElement.clientWidth
  const wide = document.documentElement.scrollWidth > room ? [`the page is ${document.documentElement.scrollWidth} wide in a window of ${room}`] : []
  const out = [...document.querySelectorAll('body *')].filter(tag => isSeen(tag) && !isUnseen(tag) && !scrolls(tag) && !tag.closest('svg'))
    .filter(tag => { const box = tag.getBoundingClientRect(); return box.width > 0 && (box.right > room + 1 || box.left < -1) })
  return [...wide, ...out.map(tag => `outside the window: ${nameOf(tag)}`)]
}
function clippedFaults() {
  return [...document.querySelectorAll('body *')].filter(tag => isSeen(tag) && !isUnseen(tag) && !tag.closest('svg')).filter(tag => {
    const style = getComputedStyle(tag)
    const cut = way => ['hidden', 'clip'].includes(style[way])
    return (cut('overflowX') && tag.scrollWidth > tag.clientWidth + 1) || (cut('overflowY') && tag.scrollHeight > tag.clientHeight + 1)
  }).map(tag => `cut off: ${nameOf(tag)}`)
}
function seenTexts() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = []
  while (walker.nextNode()) {
    const text = walker.currentNode, tag = text.parentElement
    if (text.data.trim() && isSeen(tag) && !tag.closest('svg')) found.push(start(text.data))
  }
  return found
}
function motionFaults() {
  const moving = document.getAnimations().map(found => `an animation of ${nameOf(found.effect.target)}`)
  const slow = [document.documentElement, ...document.querySelectorAll('body *')].filter(tag => {
    const style = getComputedStyle(tag)
    return parseFloat(style.transitionDuration) > 0 || style.scrollBehavior === 'smooth'
  })
  return [...moving, ...slow.map(tag => `${nameOf(tag)} moves`)]
}

// The keyboard
function stops() {
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter(tag => tag.getAttribute('tabindex') !== '-1' && tag.checkVisibility({ visibilityProperty: true })).map(nameOf)
}
function focused() {
  const tag = document.activeElement, style = getComputedStyle(tag), box = tag.getClientRects()[0], faults = []
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) faults.push('cannot be seen to have the focus')
  else if (ratio(rgba(style.outlineColor), ground(tag.parentElement)) < 3) faults.push('has a ring that hardly stands out')
  if (!box || box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) faults.push('is outside the window')
  else {
    const at = document.elementFromPoint(Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1), Math.min(Math.max(box.top + Math.min(box.height, 20) / 2, 1), innerHeight - 1))
    if (at && at !== tag && !tag.contains(at) && !at.contains(tag)) faults.push(`is covered by ${nameOf(at)}`)
  }
  return { name: nameOf(tag), faults }
}
