for (const box of document.querySelectorAll(".answers")) {
  const buttons = box.querySelectorAll("button"), find = box.querySelector("input");
  let wanted = "all";
  const show = () => {
    const words = find.value.toLowerCase();
    for (const one of box.querySelectorAll("details"))
      one.hidden = !((wanted === "all" || one.classList.contains(wanted)) && one.textContent.toLowerCase().includes(words));
  };
  for (const button of buttons) button.onclick = () => {
    wanted = button.dataset.show;
    for (const one of buttons) one.classList.toggle("on", one === button);
    show();
  };
  find.oninput = show;
}
