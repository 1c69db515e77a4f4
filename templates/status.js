"use strict";
// Bộ lọc. Không có JavaScript thì trang vẫn đủ nội dung, chỉ không lọc được.
(() => {
  // Bỏ dấu để tìm: "hoa thanh" khớp "Hòa Thành".
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();

  const setUp = (form) => {
    const list = document.querySelector(form.dataset.rows);
    const rows = [...list.querySelectorAll("tbody tr")].map((row) => ({ row, text: fold(row.textContent) }));
    const groups = [...list.querySelectorAll("details.group")].map((group) => ({ group, wasOpen: group.open }));
    const count = form.querySelector(".count");
    const nothing = list.querySelector(".nothing");

    const apply = () => {
      const data = new FormData(form);
      const severities = form.elements.severity ? data.getAll("severity") : null;
      const words = fold(data.get("text")).split(/\s+/).filter(Boolean);
      const chosen = ["kind", "level", "agency", "state"].map((name) => [name, data.get(name)]).filter(([, value]) => value);
      const isFiltered = words.length > 0 || chosen.length > 0;
      let shown = 0;
      for (const { row, text } of rows) {
        const fits = (!severities || severities.includes(row.dataset.severity))
          && chosen.every(([name, value]) => row.dataset[name] === value)
          && words.every((word) => text.includes(word));
        row.hidden = !fits;
        shown += fits;
      }
      for (const { group, wasOpen } of groups) {
        const own = group.querySelectorAll("tbody tr:not([hidden])").length;
        group.hidden = own === 0;
        group.open = isFiltered || wasOpen;
        group.querySelector(".total").textContent = `(${own})`;
      }
      count.textContent = `Đang hiện ${shown}/${rows.length} ${count.dataset.unit}.`;
      nothing.hidden = shown > 0;
    };

    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { form.reset(); }
    });
    apply();
    return apply;
  };

  const forms = new Map([...document.querySelectorAll("form.filters")].map((form) => [form, setUp(form)]));

  // Số vấn đề của một đơn vị dẫn đến danh sách đã lọc theo đơn vị đó.
  const findings = document.getElementById("loc-van-de");
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-show-agency]");
    if (!link || !findings) { return; }
    findings.reset();
    findings.elements.agency.value = link.dataset.showAgency;
    forms.get(findings)();
    setTimeout(() => findings.elements.agency.focus({ preventScroll: true }));
  });

  // Phím "/" đến ô tìm kiếm.
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && findings && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      findings.elements.text.focus();
    }
  });

  // Tệp bảng tính mở thẳng bằng Excel: trình duyệt chỉ tải về một bản sao, mà sửa bản sao thì tệp gốc không đổi. Nơi nào
  // trình duyệt không cho mở thì có đường dẫn để chép.
  const pathLine = document.getElementById("duong-dan");
  const pathOf = (link) => {
    const url = new URL(link.href);
    const path = decodeURIComponent(url.pathname);
    if (/^\/[A-Za-z]:\//.test(path)) { return path.slice(1).replaceAll("/", "\\"); }
    return url.host ? `\\\\${url.host}${path.replaceAll("/", "\\")}` : path;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || location.protocol !== "file:" || new URL(link.href).protocol !== "file:") { return; }
    if (!/\.(xlsx|xlsm|xlsb|xls|ods)$/i.test(new URL(link.href).pathname)) { return; }
    if (/Win/.test(navigator.platform)) {
      event.preventDefault();
      location.href = `ms-excel:ofe|u|${link.href}`;
    }
    pathLine.hidden = false;
    pathLine.querySelector("input").value = pathOf(link);
    link.closest("td, li, p").append(pathLine);
  });
  pathLine.querySelector("button").addEventListener("click", () => {
    pathLine.querySelector("input").select();
    document.execCommand("copy");
  });

  // Bản in có đủ mọi nhóm đang hiện.
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) { details.open = true; }
  });
})();
