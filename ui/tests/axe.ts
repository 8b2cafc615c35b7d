// What axe finds on the page as it stands, contrast included: nothing is what is wanted.
import axe from 'axe-core'

// React Aria's announcements outlive the page that they were made of, and its tests.
const PAGE = { include: ['body'], exclude: ['[data-live-announcer]'] }

export async function violations(): Promise<readonly string[]> {
  // A colour on its way to another is neither.
  const moving = document.getAnimations().filter((one) => one instanceof CSSTransition)
  await Promise.allSettled(moving.map(({ finished }) => finished))
  const { violations: found } = await axe.run(PAGE, {
    // The pages of the tests are no whole documents.
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'landmark-one-main': { enabled: false },
    },
  })
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
}
