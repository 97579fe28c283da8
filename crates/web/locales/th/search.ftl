# Words of the desk, Thai: search. Origin: the project. Licence: MIT OR Apache-2.0.
search-title = ค้นหา
search-words = คำ
search-help = ทุกคำต้องอยู่ในเอกสาร ใส่วลีในเครื่องหมายคำพูด ลงท้ายคำด้วย * เพื่อหาคำที่ขึ้นต้นเช่นนั้น
search-person = เฉพาะชื่อบุคคล
search-purpose = เพื่ออะไร (จะถูกบันทึกเมื่อพบบุคคลตามชื่อ)
search = ค้นหา
search-recorded = การค้นหานี้พบบุคคลตามชื่อและถูกบันทึกในประวัติ
search-none = ไม่พบอะไร
search-none-hint = ลองใช้คำน้อยลง หรือส่วนต้นของคำตามด้วย *
people = บุคคล
documents = เอกสาร
